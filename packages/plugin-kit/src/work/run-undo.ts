import {EverportError} from '@everport/core/errors'
import {type UndoReport, type UndoRequest, undoRun} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {undoText} from '../text/undo-text.js'
import type {Terminal} from './terminal.js'

export interface UndoWork {
  run: string
  stateDir: string
  account?: UndoRequest['account'] | undefined
  /** Do not ask. */
  yes: boolean
}

/** Deletes what a run created, after asking. What it returns is what `--json` prints. */
export async function runUndo(terminal: Terminal, {account, run, stateDir, yes}: UndoWork): Promise<UndoReport> {
  let declined = false
  const confirm = async (plan: UndoReport) => {
    if (yes) return true
    if (!terminal.interactive) {
      throw new EverportError(
        'CONFIG_INVALID',
        `Undoing ${plan.run} deletes the memories of ${plan.removed.length} conversations, and there is nobody to ask.`,
        {
          hints: [`everport undo ${plan.run} --yes   deletes them without asking`],
        },
      )
    }
    await progress.rest()
    terminal.note(`${undoText(plan, terminal.paint.err)}\n`)
    declined = !(await terminal.ask('Delete them?'))
    return !declined
  }
  const key = await terminal.key()
  const progress = await createProgress(terminal)
  let report: UndoReport
  try {
    report = await undoRun(
      {run, stateDir, key, ...(account && {account})},
      {signal: terminal.signal, emit: (event) => progress.show(event), confirm},
    )
  } finally {
    await progress.close()
  }
  terminal.print(declined ? 'Nothing was deleted.' : undoText(report, terminal.paint.out))
  terminal.end(!declined && report.kept.length > 0 ? 'partial' : 'done')
  return report
}
