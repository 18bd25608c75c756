import type {ConversationKind} from '@everport/plugin-kit'
import type {ChosenKind} from './options.js'

/** The prefix of a peer's id: ids of the three kinds overlap, so none stands without it. */
export type PeerKind = 'user' | 'chat' | 'channel'

const HIGH = 2 ** 32

/** How a chat's `type` is treated. Unknown types and null are groups. */
export interface ChatNature {
  peer: PeerKind
  kind: ConversationKind
  chosen: ChosenKind
  /** Chats of this type have no `name` in the file. */
  name?: string
  /** Everything is said by the channel itself. */
  oneVoice?: boolean
  known: boolean
}

const NATURES: Readonly<Record<string, Omit<ChatNature, 'known'>>> = {
  saved_messages: {peer: 'user', kind: 'direct', chosen: 'saved', name: 'Saved Messages'},
  replies: {peer: 'user', kind: 'group', chosen: 'group', name: 'Replies'},
  verification_codes: {peer: 'user', kind: 'direct', chosen: 'direct', name: 'Verification Codes'},
  personal_chat: {peer: 'user', kind: 'direct', chosen: 'direct'},
  bot_chat: {peer: 'user', kind: 'assistant', chosen: 'bot'},
  private_group: {peer: 'chat', kind: 'group', chosen: 'group'},
  private_supergroup: {peer: 'channel', kind: 'group', chosen: 'group'},
  public_supergroup: {peer: 'channel', kind: 'group', chosen: 'group'},
  private_channel: {peer: 'channel', kind: 'group', chosen: 'channel', oneVoice: true},
  public_channel: {peer: 'channel', kind: 'group', chosen: 'channel', oneVoice: true},
}

const UNKNOWN: ChatNature = {peer: 'channel', kind: 'group', chosen: 'group', known: false}

export function chatNature(type: unknown): ChatNature {
  const nature = typeof type === 'string' && Object.hasOwn(NATURES, type) ? NATURES[type] : undefined
  return nature ? {...nature, known: true} : UNKNOWN
}

/**
 * The bare id of a chat. From 1.4.8 to 2.7.1 the high 32 bits hold the kind (1: user, 2: chat or channel), later there are none;
 * but user ids have outgrown 32 bits since, so 5,555,555,555 is ambiguous by itself.
 * @param packed whether the file is known to pack ids; undefined: unpack only what would be too large to be a bare id of then
 */
export function bareChatId(id: number, peer: PeerKind, packed: boolean | undefined): number {
  const high = Math.floor(id / HIGH)
  return packed !== false && high === (peer === 'user' ? 1 : 2) ? id % HIGH : id
}

/**
 * `user123`, `chat123` or `channel123` from any generation's `from_id`, or undefined when there is none: a prefixed string
 * since 2.7.2, before that a packed integer, before 2.4.1 the bare integer of a user.
 * @param own prefixed id of the chat it was said in: tells what a packed "chat or channel" is
 */
export function senderId(fromId: unknown, own: string | undefined): string | undefined {
  if (typeof fromId === 'string') {
    if (fromId === '') return undefined
    return /^\d+$/.test(fromId) ? `user${fromId}` : fromId
  }
  if (typeof fromId !== 'number' || !Number.isSafeInteger(fromId) || fromId <= 0) return undefined
  const high = Math.floor(fromId / HIGH)
  const low = fromId % HIGH
  if (high === 1) return `user${low}`
  if (high !== 2) return `user${fromId}`
  return own === `chat${low}` ? own : `channel${low}`
}
