import type {DeliveryOptions} from '../config/import-options.js'
import type {RunEvent} from '../run/events.js'
import type {Store} from '../store/store.js'
import type {Target} from '../target/target.js'
import type {Pace} from './pace.js'
import type {Sight} from './sight.js'
import type {Timing} from './timing.js'
import type {Queue} from './turns.js'

/** What all steps of one conversation's delivery share. */
export interface DeliveryContext extends SharedContext {
  /** Its place among those that wait for their turn. */
  queue: Queue
  /** It finds out what the server shows, and may have to wait for that. */
  isScout: boolean
}

/** What all conversations share. */
export interface SharedContext {
  store: Store
  target: Target
  pace: Pace
  timing: Timing
  sight: Sight
  /** Nothing says yet that the server takes messages made like these: many refusals before anything was taken are no fault of theirs. */
  doubtful: boolean
  /** When this delivery began, by `Timing.elapsed`. */
  began: number
  /** When requests of this delivery were accepted, by `Timing.elapsed`, until their task is done. */
  accepted: Map<number, number>
  options: Pick<DeliveryOptions, 'flush' | 'onUnknown'> & {timeoutMs: number}
  /** Aborted by Ctrl-C or by a `Stop`: nothing new leaves. */
  signal: AbortSignal
  emit(event: RunEvent): void
  /** Something was committed that progress shows. */
  progressed(change: {sent?: number; requests?: number; flushes?: number; settling?: number}): void
}
