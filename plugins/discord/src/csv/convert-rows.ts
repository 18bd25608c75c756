import type {InputFile, Place, SourceRecord} from '@everport/plugin-kit'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import type {CsvLayout} from './generation.js'
import {CsvDamage, csvRows} from './rows.js'

const BATCH = 300

/** Pushes the records of a row onto `out`; returns why when it is not to be kept. */
export type ConvertRow = (cells: readonly string[], place: Place, out: SourceRecord[]) => SkipReason | undefined

/** Streams a CSV file through `convert`. What is skipped is counted; where the file is cut, what came before is kept. */
export async function* convertRows(
  file: InputFile,
  layout: CsvLayout,
  conversation: string,
  {context}: Pick<Reading, 'context'>,
  convert: ConvertRow,
): AsyncGenerator<SourceRecord[]> {
  let out: SourceRecord[] = []
  let spoilt: Place | undefined
  try {
    for await (const rows of csvRows(readableChunks(file, context), layout)) {
      for (const {cells, line} of rows) {
        const place = {file: file.path, line}
        if (cells.some((cell) => cell.includes('\uFFFD'))) spoilt ??= place
        const reason = convert(cells, place, out)
        if (reason !== undefined) context.skip({reason, conversation, place, excerpt: cells.join(layout.delimiter)})
        if (out.length < BATCH) continue
        if (context.signal.aborted) return
        yield out
        out = []
      }
    }
  } catch (error) {
    if (!(error instanceof CsvDamage)) throw error
    const place = {file: file.path, line: error.line}
    context.skip({reason: 'truncated', conversation, place})
    const message =
      'A quoted cell that starts on this line never ends: the file was cut. All rows before it are kept; export the channel again to get the rest.'
    context.warn({code: 'truncated', message, place})
  }
  if (out.length > 0) yield out
  if (spoilt !== undefined) {
    const message =
      'Characters of this file, here for the first time, are not UTF-8 and were lost: it seems to have been saved again by another program.'
    context.warn({code: 'spoilt-text', message, place: spoilt})
  }
}
