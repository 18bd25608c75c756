import type {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {type ResumeRequest, type RunReport, resumeRun} from '@everport/core/run'
import {stateDirFlag} from '../commands/project-folder.js'
import {createProgress} from '../progress/create-progress.js'
import {nextText} from '../text/next-text.js'
import {type Described, runText} from '../text/run-text.js'
import {exitClass} from './conduct-run.js'
import {locatedError} from './located-error.js'
import type {Terminal} from './terminal.js'

export interface ResumeWork {
  stateDir: string
  /** Default: the newest unfinished run. */
  run: string | undefined
  /** Only what the person set. */
  delivery: Partial<DeliveryOptions>
  account?: ResumeRequest['account'] | undefined
  options?: Partial<ImportOptions>
  asRead?: boolean
  /** What is known of a source by its id. */
  describe(source: string): Promise<Described>
}

/** Goes on with a run. The report is what `--json` prints. */
export async function runResume(
  terminal: Terminal,
  {account, asRead = false, delivery, describe, options = {}, run, stateDir}: ResumeWork,
): Promise<RunReport> {
  const key = await terminal.key()
  const progress = await createProgress(terminal)
  let report: RunReport
  try {
    report = await resumeRun(
      {stateDir, delivery, options, asRead, key, ...(account && {account}), ...(run === undefined ? {} : {run})},
      {signal: terminal.signal, emit: (event) => progress.show(event)},
    )
  } catch (error) {
    throw locatedError(error, stateDir)
  } finally {
    await progress.close()
  }
  const {bin, paint} = terminal
  const next = nextText(report, paint.out, bin, stateDirFlag(stateDir))
  terminal.print(runText(report, await describe(report.source), {paint: paint.out, next}))
  terminal.end(exitClass(report))
  return report
}
