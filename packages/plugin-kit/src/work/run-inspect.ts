import type {ImportOptions} from '@everport/core/config'
import {type ExportToRead, type InspectReport, inspectExport} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {inspectText} from '../text/inspect-text.js'
import {commandLines} from '../text/next-text.js'
import {shellWord} from '../text/shell-word.js'
import type {Terminal} from './terminal.js'

export interface InspectWork {
  open(): Promise<ExportToRead>
  options: ImportOptions
}

/** Shows what is in an export. The report is what `--json` prints. */
export async function runInspect(terminal: Terminal, {open, options}: InspectWork): Promise<InspectReport> {
  const from = await open()
  const progress = await createProgress(terminal)
  try {
    const report = await inspectExport(
      {from, options},
      {signal: terminal.signal, emit: (event) => progress.show(event)},
    )
    await progress.close()
    terminal.print(inspectText(report, from, terminal.paint.out, planNext(terminal)))
    return report
  } finally {
    await progress.close()
    await from.tree.close()
  }
}

/** The same words with `import` for `inspect`: it takes the same flags and more. */
function planNext({bin, paint, typed: [, ...words]}: Terminal): string[] {
  return commandLines(
    [[[bin, 'import', ...words.map(shellWord), '--dry-run'].join(' '), 'plans the import']],
    paint.out,
  )
}
