import type {ExitClass} from '@everport/core/errors'
import {type ExportToRead, type ImportRequest, importExport, type RunReport, type RunState} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {commandLines, nextText} from '../text/next-text.js'
import {planText} from '../text/plan-text.js'
import {runText} from '../text/run-text.js'
import {shellWord} from '../text/shell-word.js'
import {askToSend} from './ask-to-send.js'
import type {Terminal} from './terminal.js'

export interface ImportWork extends Pick<ImportRequest, 'options' | 'delivery' | 'stateDir'> {
  /** Opened when all that can be checked without it is checked. */
  open(): Promise<ExportToRead>
  dryRun: boolean
}

/** Imports an export: plan, question, progress, summary. The report is what `--json` prints. */
export async function runImport(terminal: Terminal, work: ImportWork): Promise<RunReport> {
  const {delivery, dryRun, open, options, stateDir} = work
  const key = dryRun ? undefined : await terminal.key()
  const from = await open()
  const progress = await createProgress(terminal)
  let declined = false
  let report: RunReport
  try {
    report = await importExport(
      {from, options, delivery, key, stateDir, dryRun},
      {
        signal: terminal.signal,
        emit: (event) => progress.show(event),
        confirm: async (plan) => {
          await progress.rest()
          const agreed = await askToSend(terminal, plan, from.source)
          declined = !agreed
          return agreed
        },
      },
    )
  } finally {
    await progress.close()
    await from.tree.close()
  }
  const {paint} = terminal
  if (dryRun) terminal.print(planText(report, from.source, paint.out, sendItNext(terminal)))
  else if (declined) terminal.print('Nothing was sent.')
  else terminal.print(runText(report, from.source, {paint: paint.out, next: nextText(report, paint.out, terminal.bin)}))
  terminal.end(declined && terminal.signal.aborted ? 'interrupted' : exitClass(report.state))
  return report
}

/** How the process ends for a run that ended so. */
export function exitClass(state: RunState): ExitClass {
  if (state === 'partial') return 'partial'
  if (state === 'refused') return 'target'
  return state === 'interrupted' ? 'interrupted' : 'done'
}

/** The same command without `--dry-run`. */
function sendItNext({bin, paint, typed}: Terminal): string[] {
  const words = typed.filter((word) => word !== '--dry-run')
  return commandLines([[[bin, ...words.map(shellWord)].join(' '), 'sends it']], paint.out)
}
