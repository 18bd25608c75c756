import {parse} from 'csv-parse'
import type {CsvLayout} from './generation.js'

export interface CsvRow {
  cells: readonly string[]
  /** Line on which the row starts, from 1. */
  line: number
}

/** A field longer than this means a quote that is never closed: the rest of the file would become one cell. */
const MAX_RECORD = 1 << 20

export class CsvDamage extends Error {
  readonly line: number
  constructor(line: number, cause: unknown) {
    super('a quoted cell is never closed', {cause})
    this.line = line
  }
}

/**
 * The rows after the header, in arrays as the file's pieces come.
 * @throws CsvDamage where a quoted cell does not end, at the end of a cut file for example; after all rows before it
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>, {delimiter}: CsvLayout): AsyncGenerator<CsvRow[]> {
  let line = 1
  let emptyLines = 0
  let isHeader = true
  let rows: CsvRow[] = []
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    // Rows are taken here, and not from the stream: it throws away what it holds when an error follows.
    on_record(cells: string[], {empty_lines}) {
      line += empty_lines - emptyLines
      emptyLines = empty_lines
      if (!isHeader) rows.push({cells, line})
      isHeader = false
      // The parser's own count is wrong where a cell holds a line end of Windows.
      line += 1 + lineEnds(cells)
      return null
    },
  })
  parser.on('error', () => {}).resume()
  try {
    for await (const chunk of chunks) {
      // The parser keeps what it has not finished with, and a piece of a file is only valid until the next one is asked for.
      const error = await new Promise((done) => parser.write(Buffer.from(chunk), done))
      if (rows.length > 0) yield rows
      rows = []
      if (error) throw damage(line, error)
    }
    const error = await new Promise((done) => parser.end(done))
    if (rows.length > 0) yield rows
    if (error) throw damage(line, error)
  } finally {
    parser.destroy()
  }
}

function damage(line: number, error: unknown): unknown {
  const isParserError = error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
  return isParserError ? new CsvDamage(line, error) : error
}

function lineEnds(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}
