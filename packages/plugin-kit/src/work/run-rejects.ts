import type {DeliveryOptions} from '@everport/core/config'
import {importRejects, type RejectsRequest, type RunReport} from '@everport/core/run'
import type {Described} from '../text/run-text.js'
import {conductRun} from './conduct-run.js'
import type {Terminal} from './terminal.js'

export interface RejectsWork {
  file: string
  stateDir: string
  dryRun: boolean
  account?: RejectsRequest['account'] | undefined
  /** Only what the person set. */
  delivery: Partial<DeliveryOptions>
  /** What is known of a source by its id. */
  describe(source: string): Promise<Described>
}

/** Imports a corrected file of rejects. The report is what `--json` prints. */
export async function runRejects(
  terminal: Terminal,
  {account, delivery, describe, dryRun, file, stateDir}: RejectsWork,
): Promise<RunReport> {
  const key = await terminal.key()
  return conductRun(terminal, {
    stateDir,
    dryRun,
    describe,
    work: (context) => importRejects({file, stateDir, delivery, key, dryRun, ...(account && {account})}, context),
  })
}
