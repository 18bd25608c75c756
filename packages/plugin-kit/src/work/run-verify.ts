import {type VerifyReport, type VerifyRequest, verifyRun} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {verifyText} from '../text/verify-text.js'
import type {Terminal} from './terminal.js'

export interface VerifyWork {
  stateDir: string
  /** Default: the newest. */
  run: string | undefined
  account?: VerifyRequest['account'] | undefined
  dropText: boolean
}

/** Compares a run, by default the newest, with what the server holds. What it returns is what `--json` prints. */
export async function runVerify(
  terminal: Terminal,
  {account, dropText, run, stateDir}: VerifyWork,
): Promise<VerifyReport> {
  const key = await terminal.key()
  const progress = await createProgress(terminal)
  let report: VerifyReport
  try {
    report = await verifyRun(
      {stateDir, key, dropText, ...(account && {account}), ...(run === undefined ? {} : {run})},
      {signal: terminal.signal, emit: (event) => progress.show(event)},
    )
  } finally {
    await progress.close()
  }
  terminal.print(verifyText(report, terminal.paint.out))
  terminal.end(report.verified ? 'done' : 'partial')
  return report
}
