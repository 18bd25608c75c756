import type {RunEvent} from '@everport/core/run'

/** Shows a run while it goes on, on standard error. */
export interface Progress {
  /** Cheap enough to be called for every event. */
  show(event: RunEvent): void
  /** Finishes what is being drawn, so that something else can be written; the next event draws on below. */
  rest(): Promise<void>
  /** As `rest`, for good. What was not finished is left as it stands. */
  close(): Promise<void>
}
