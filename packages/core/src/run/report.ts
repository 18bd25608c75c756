import type {Place} from '../model/record.js'
import type {Notice} from '../source/source.js'

/** Where every message that was read ended up. `read` equals the sum of all the others, with `skipped` summed over its reasons. */
export interface Books {
  read: number
  sent: number
  /** Sent by an earlier run to the same target. */
  already: number
  /** Left out by `since`, `until` or `bots: drop`. */
  filtered: number
  /** Reason code -> messages. Codes are the source's own and the engine's (`ENGINE_SKIPS`). */
  skipped: Record<string, number>
  /** Refused by the server, with its reason. */
  rejected: number
  /** May or may not be stored: the answer was lost and read-back could not tell. */
  unknown: number
  /** Not sent yet. */
  pending: number
}

/** Where a run's messages go. */
export interface ConversationReport {
  /** Group or session id that is sent. */
  id: string
  name: string
  kind: 'group' | 'personal'
  /** Messages of this run. */
  messages: number
}

export interface PlanReport {
  requests: number
  flushes: number
  /** A rough guess from the number of requests; seconds. */
  estimatedSeconds: number
}

export type RunState = 'staging' | 'planned' | 'sending' | 'done' | 'partial' | 'interrupted' | 'refused' | 'undone'

/** The documented object that `import`, `resume`, `rehearse` and `status` print with `--json`. */
export interface RunReport {
  run: string
  state: RunState
  source: string
  /** The path as it was given. */
  input: string
  target: {api: string; baseUrl: string}
  /** Unix ms. */
  started: number
  finished?: number
  conversations: number
  people: number
  books: Books
  plan: PlanReport
  /** The first hundred conversations that the run sends to. */
  destinations: ConversationReport[]
  /** Requests that the server accepted, and flushes that it answered. */
  requests: number
  flushes: number
  /** Messages whose time was moved by some milliseconds to keep it strictly increasing. */
  adjusted: number
  /** Messages already imported whose text changed since; they are not sent again. */
  edited: number
  notices: GroupedNotice[]
  /** Conversations that stopped, and why. */
  held: {id: string; name: string; messages: number; why: string}[]
  /** Messages that the server refused; at most the first hundred. `place` is where they stand in the export. */
  rejects: {conversation: string; message: string; reason: string; place?: Place}[]
  /** Of the rejected ones, messages that the server took since, from a later import. */
  corrected: number
  /** Messages of the export that could not be read: among the skipped ones. */
  unread: number
  /**
   * Path of the file that lists, a `RejectRow` a line, all that the server refused, that could not be read, or that has a time EverOS cannot take.
   * Absent when there is none, and until the run has sent.
   */
  rejectsFile?: string
}

/** Notices of one code: the first ones in full and how many there were. */
export interface GroupedNotice {
  code: string
  count: number
  examples: Notice[]
}

/** Reasons for skipping that the engine itself gives, with what they mean to a person. */
export const ENGINE_SKIPS = {
  'bad-line': 'lines of a file of rejects that are not made like one',
  'before-2001': 'older than 2001-09-09, which EverOS would read as seconds',
  'bad-time': 'without a usable time',
  duplicate: 'further copies of a message in the export',
  empty: 'without text or attachments',
  'no-message': 'lines of a file of rejects without a message: mend the export instead',
  'unknown-conversation': 'of a conversation that no export brought here',
} as const
