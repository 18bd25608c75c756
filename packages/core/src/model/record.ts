/**
 * What a source yields: a flat stream of records. Records of several conversations may interleave and messages may
 * come in any order; staging sorts. All values are plain data, because a plugin may bring its own copy of this package.
 */
export type SourceRecord = ConversationRecord | PersonRecord | MessageRecord

/** `group`: several people. `direct`: two people (or a person with themself). `assistant`: one person and an AI or bot. */
export type ConversationKind = 'group' | 'direct' | 'assistant'

/** Must be yielded before the first message of its conversation. Yielded again, later non-empty fields replace earlier ones. */
export interface ConversationRecord {
  type: 'conversation'
  /** The platform's own id, e.g. `C024BE91L`. */
  id: string
  /** As people see it. Absent when the export does not tell. */
  name?: string
  kind: ConversationKind
  /** Native ids of the people known to take part, speaking or not. */
  people?: string[]
  /** Topic or purpose: becomes the description of the group where the target has one. */
  topic?: string
  /** True when `id` is unique only inside this export (name-based exports): the namespace is put in front of it. */
  local?: boolean
}

/** Optional: a sender without a person record is called by `senderName`, else by its id. Later records replace earlier ones. */
export interface PersonRecord {
  type: 'person'
  /** The platform's own id of the sender. */
  id: string
  /** Display name, as people write it. */
  name: string
  /** A program: the `bots` policy decides its role. */
  bot?: boolean
  /** Only ever used to propose identities to the user; never sent. */
  email?: string
  /** User name or handle; only used to propose identities. */
  handle?: string
  /** True when `id` is unique only inside this export (people known by name alone). */
  local?: boolean
}

export interface MessageRecord {
  type: 'message'
  /** Native id of the conversation. */
  conversation: string
  /** Unique inside the conversation and the same on every reading of the same or a later export. */
  id: string
  /** Native id of the sender. */
  sender: string
  /** Name shown on this message, when it differs from (or stands in for) the person record. */
  senderName?: string
  /** Unix time in whole milliseconds. A source with a finer clock puts the rest into `order`. */
  at: number
  /** Order of messages with equal `at`: ascending, finite. Default: the order of reading. */
  order?: number
  /** Plain text with the platform's markup resolved. May be empty when there are attachments. */
  text: string
  /** From the source when it knows; otherwise humans are `user` and bots follow the `bots` policy. */
  role?: 'user' | 'assistant'
  /** The sender is a program, for senders that have no person record. */
  bot?: boolean
  /** Native id of the message this one answers, in the same conversation. It may be missing from the export. */
  replyTo?: string
  /** Native id of the thread's first message. */
  thread?: string
  attachments?: Attachment[]
  /** Unix ms of the last edit. Of two copies of one message, the one edited last is kept. */
  editedAt?: number
  /** Where the record was read, for skips and rejects. */
  place?: Place
}

export interface Attachment {
  kind: 'image' | 'video' | 'audio' | 'file' | 'link' | 'sticker' | 'location' | 'contact' | 'poll' | 'other'
  /** File name or title. */
  name: string
  /** A public address or a path inside the export; never one that carries a token. */
  uri?: string
}

/** Where in the input something stands. Lines and records count from 1, bytes from 0. */
export interface Place {
  file: string
  line?: number
  byte?: number
  record?: number
}
