/**
 * A chat as Telegram Desktop holds it when it writes an export, from which both its writers are imitated: what stands in the JSON
 * and what on the pages is then known to be one message.
 */
export interface TwinChat {
  type: 'personal_chat' | 'bot_chat' | 'saved_messages' | 'private_supergroup' | 'private_channel'
  peer: Peer
  messages: readonly TwinMessage[]
}

/** `user1`, `chat2` or `channel3`. Without names: a deleted account. */
export interface Peer {
  id: string
  first?: string
  last?: string
}

export interface Part {
  type: string
  text: string
  /** Address of a link, language of code, file of an emoji, id of a person. */
  extra?: string
}

export interface TwinMessage {
  id: number
  /** Unix seconds. */
  date: number
  from: Peer
  edited?: number
  signature?: string
  viaBot?: string
  /** Nobody's `peer` but a `name`: the author hides their account. `savedFrom`: shown as if the author had written here. */
  forwarded?: {peer?: Peer; name?: string; date: number; savedFrom?: Peer}
  replyTo?: number
  replyToPeer?: string
  text?: readonly Part[]
  media?: Media
  action?: Action
  rich?: readonly object[]
  isUnsupported?: boolean
  hasButtons?: boolean
  hasReactions?: boolean
}

export type FileKind = 'sticker' | 'video_message' | 'voice_message' | 'animation' | 'video_file' | 'audio_file'

export type Media =
  | {kind: 'photo'; path?: string; secret?: boolean}
  | {
      kind: 'file'
      type?: FileKind
      path?: string
      name?: string
      seconds?: number
      emoji?: string
      performer?: string
      title?: string
      secret?: boolean
      /** Why it is not there, when there is no path. */
      left?: 'size' | 'type' | 'unavailable'
    }
  | {kind: 'contact'; first: string; last: string; phone: string; vcard?: string}
  | {kind: 'place'; latitude?: number; longitude?: number; live?: number; title?: string; address?: string}
  | {
      kind: 'poll'
      question: readonly Part[]
      closed: boolean
      answers: ReadonlyArray<{text: readonly Part[]; votes: number; mine?: boolean}>
    }
  | {kind: 'todo'; title: readonly Part[]; items: ReadonlyArray<readonly Part[]>}
  | {kind: 'game'; title: string; description: string; link?: string}
  | {kind: 'invoice'; title: string; amount: number; currency: string; printed: string}
  | {kind: 'giveaway'; winners?: number}
  | {kind: 'paid'; stars: number}

/** A service message: its fields in the JSON and its sentence on the page; a call has a box of its own there. */
export interface Action {
  action?: string
  fields?: Readonly<Record<string, unknown>>
  sentence: string
  isCall?: boolean
  hasNoActor?: boolean
}

export const plain = (text: string): Part => ({type: 'plain', text})

export function nameOf({first = '', last = ''}: Peer): string {
  return [first, last].filter((part) => part !== '').join(' ')
}

/** How the exporting computer writes an instant. */
export interface Writer {
  /** IANA name. */
  zone: string
  /** Where the pages print the zone's standard offset, since mid-2022: ` UTC+01:00`. */
  offset?: string
  /** 7.x checks the addresses of links and writes no others. */
  checksLinks?: boolean
  /** Messages on a page: 1000 in the writer. */
  perPage?: number
  /** Small pictures are made, where the files are there. */
  thumbs?: boolean
}

/** `[2023, 7, 1, 12, 0, 0]` on the clock of the computer. */
export function wallClock(date: number, zone: string): number[] {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(date * 1000)
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return ['year', 'month', 'day', 'hour', 'minute', 'second'].map(number)
}

export const two = (n: number): string => String(n).padStart(2, '0')
