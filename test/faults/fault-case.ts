import type {Fault} from '@everport/rehearsal'
import type {ServerKind} from './server-kinds.js'

/** An import to a server that misbehaves. Everything that chance decides is decided here: the same case goes the same way again. */
export interface FaultCase {
  /** For people: seed and trouble. */
  name: string
  server: ServerKind
  /** Messages in each conversation. */
  conversations: readonly number[]
  /** Between messages, ms: above four hours a server without deferral cuts inside an add. */
  step: number
  faults: readonly Fault[]
  maxMessages: number
  concurrency: number
  /** Real seconds. */
  timeout: number
  /** How much faster than real the engine's waiting is. Its real time limits are not. */
  speed: number
  taskMs: number
  /** Ctrl-C at so many signs of progress, then resumed with other sizes. One entry for each time. */
  interruptions: readonly {after: number; maxMessages: number}[]
  /** Real ms after which nothing arrives late any more. */
  lateness: number
}

/** What a case leaves out. */
export const CALM: Omit<FaultCase, 'name' | 'server'> = {
  conversations: [30],
  step: 60_000,
  faults: [],
  maxMessages: 10,
  concurrency: 4,
  // Far more than a loaded machine needs: where nothing hangs, nothing is lost to the time limit.
  timeout: 20,
  speed: 40,
  taskMs: 2,
  interruptions: [],
  lateness: 0,
}
