import type {ImportOptions} from '@everport/core/config'
import {type ExportToRead, type InspectReport, inspectExport} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {inspectText} from '../text/inspect-text.js'
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
    terminal.print(inspectText(report, from, terminal.paint.out, terminal.bin))
    return report
  } finally {
    await progress.close()
    await from.tree.close()
  }
}
