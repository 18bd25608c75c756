import {type VerifyReport, verifyRun} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {verifyText} from '../text/verify-text.js'
import type {Terminal} from './terminal.js'

/** Compares a run, by default the newest, with what the server holds. What it returns is what `--json` prints. */
export async function runVerify(
  terminal: Terminal,
  {dropText, run, stateDir}: {run: string | undefined; stateDir: string; dropText: boolean},
): Promise<VerifyReport> {
  const key = await terminal.key()
  const progress = await createProgress(terminal)
  let report: VerifyReport
  try {
    report = await verifyRun(
      {stateDir, key, dropText, ...(run === undefined ? {} : {run})},
      {signal: terminal.signal, emit: (event) => progress.show(event)},
    )
  } finally {
    await progress.close()
  }
  terminal.print(verifyText(report, terminal.paint.out))
  terminal.end(report.verified ? 'done' : 'partial')
  return report
}
