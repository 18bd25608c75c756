/**
 * What a message's `type` means here. `starter`: the placeholder row that opens a thread. `poll`: the result of a poll.
 * `event`: a line that Discord made itself ("Pinned a message.").
 */
export type MessageClass = 'text' | 'event' | 'starter' | 'poll' | 'unknown'

// DiscordChatExporter names the first ten API types and writes the others as numbers; imitators use the API's own names.
const NAMES: Record<string, number> = {
  default: 0,
  recipientadd: 1,
  recipientremove: 2,
  call: 3,
  channelnamechange: 4,
  channeliconchange: 5,
  channelpinnedmessage: 6,
  guildmemberjoin: 7,
  userjoin: 7,
  guildboost: 8,
  guildboosttier1: 9,
  guildboosttier2: 10,
  guildboosttier3: 11,
  userpremiumguildsubscription: 8,
  userpremiumguildsubscriptiontier1: 9,
  userpremiumguildsubscriptiontier2: 10,
  userpremiumguildsubscriptiontier3: 11,
  channelfollowadd: 12,
  threadcreated: 18,
  reply: 19,
  chatinputcommand: 20,
  applicationcommand: 20,
  threadstartermessage: 21,
  guildinvitereminder: 22,
  contextmenucommand: 23,
  automoderationaction: 24,
  pollresult: 46,
}

const TEXT = new Set([0, 19, 20, 23])
// discord.com/developers/docs/resources/message, read 2026-11
const EVENTS = new Set([
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 22, 24, 25, 26, 27, 28, 29, 31, 32, 36, 37, 38, 39, 44,
])

/** The API's number of a type written as a number, its digits, or a name in any case; undefined when it is none of them. */
export function messageTypeNumber(type: unknown): number | undefined {
  if (type === undefined || type === null || type === '') return 0
  if (typeof type === 'number') return type
  if (typeof type !== 'string') return undefined
  return /^\d+$/.test(type) ? Number(type) : NAMES[type.toLowerCase().replaceAll(/[_\s-]/g, '')]
}

export function messageClass(type: unknown): MessageClass {
  const known = CLASSES.get(type)
  if (known !== undefined) return known
  const found = classOf(type)
  if (CLASSES.size < MOST_TYPES) CLASSES.set(type, found)
  return found
}

/** Of the types met: an export has few of them, and one for every message. */
const CLASSES = new Map<unknown, MessageClass>()
const MOST_TYPES = 100

function classOf(type: unknown): MessageClass {
  const number = messageTypeNumber(type)
  if (number === undefined) return 'unknown'
  if (TEXT.has(number)) return 'text'
  if (number === 21) return 'starter'
  if (number === 46) return 'poll'
  return EVENTS.has(number) ? 'event' : 'unknown'
}
