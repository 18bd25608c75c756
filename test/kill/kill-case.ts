import type {Fault} from '@everport/rehearsal'
import type {ServerKind} from '../faults/server-kinds.js'

type Moment = 'before' | 'after'

/** How one process ends. `write`: at the nth write to its state file; `point`: at the nth write of one kind; `ms`: after so long. */
export type Life =
  | {write: number; moment: Moment}
  | {point: string; nth: number; moment: Moment}
  | {ms: number}
  | Record<string, never>

/** An import whose process is killed again and again; the last one lives. */
export interface KillCase {
  /** For people: seed and death. */
  name: string
  server: ServerKind
  /** Messages in each conversation. */
  conversations: readonly number[]
  /** Between messages, ms. */
  step: number
  faults: readonly Fault[]
  /** How many messages the faults make the server refuse for good. Default 0. */
  rejected?: number
  maxMessages: number
  lives: readonly Life[]
}
