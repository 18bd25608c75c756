import type {DeliveryOptions, ImportOptions} from '../config/import-options.js'
import type {Timing} from '../deliver/timing.js'
import type {InputTree} from '../input/input-tree.js'
import type {Source} from '../source/source.js'
import type {AccountAnswer} from './choose-destination.js'
import type {RunEvent} from './events.js'

/** An opened export with the source that reads it. */
export interface ExportToRead {
  tree: InputTree
  /** The path as the person gave it, for reports. */
  path: string
  source: Source
  /** Already through the source's schema. */
  sourceOptions: Record<string, unknown>
}

/** What every long piece of work is given by its caller. */
export interface RunContext {
  /** Aborted once: dispatch nothing more, finish what is in flight, return a report in state `interrupted`. */
  signal: AbortSignal
  emit(event: RunEvent): void
  /** The passing of time; default: the real one. */
  timing?: Timing
}

export interface ImportRequest {
  from: ExportToRead
  options: ImportOptions
  delivery: DeliveryOptions
  /** API key of the target, from the environment or stdin. Never stored. */
  key: string | undefined
  /** Whose key it is when earlier runs to this server had another one. */
  account?: AccountAnswer
  /** Folder of the state file, created with 0700 when missing. */
  stateDir: string
  /** Plan only: nothing is sent and no trace is left in the state file. */
  dryRun?: boolean
}
