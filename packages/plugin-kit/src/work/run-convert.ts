import {type ConvertReport, type ConvertRequest, convertExport, damage, type ExportToRead} from '@everport/core/run'
import {createProgress} from '../progress/create-progress.js'
import {convertText} from '../text/convert-text.js'
import type {Terminal} from './terminal.js'

export interface ConvertWork extends Pick<ConvertRequest, 'options' | 'out' | 'format'> {
  open(): Promise<ExportToRead>
}

/** Writes an export as EverOS files. The report is what `--json` prints. */
export async function runConvert(terminal: Terminal, {open, ...work}: ConvertWork): Promise<ConvertReport> {
  const from = await open()
  const progress = await createProgress(terminal)
  try {
    const report = await convertExport(
      {...work, from},
      {signal: terminal.signal, emit: (event) => progress.show(event)},
    )
    await progress.close()
    terminal.print(convertText(report, from.source, work.out, terminal.paint.out))
    if (damage(report) > 0) terminal.end('partial')
    return report
  } finally {
    await progress.close()
    await from.tree.close()
  }
}
