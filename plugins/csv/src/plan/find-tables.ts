import {type EverportError, type InputTree, isEverportError} from '@everport/plugin-kit'
import {normalName, shownName} from '../columns/normal-name.js'
import {knownNames} from '../columns/vocabulary.js'
import type {Options} from '../options.js'
import {decodeText} from '../physical/decode-text.js'
import {detectDialect} from '../physical/detect-dialect.js'
import {detectEncoding, type Encoding, isFullOfNuls} from '../physical/encoding.js'
import {sampleFile} from '../physical/file-sample.js'
import {findHeader} from '../physical/find-header.js'
import {foreignFile} from '../physical/foreign-file.js'
import {type CsvFile, csvFiles} from './csv-files.js'
import {joinHeadlessParts} from './headless-parts.js'
import {labelOf, type SampleRow, type Table, type TableFile} from './table.js'

export interface Tables {
  tables: Table[]
  /** Files that cannot be read as tables: what they are, and what to do. */
  foreign: {file: string; message: string}[]
  /** Damaged files. */
  unreadable: {file: string; error: EverportError}[]
  /** Files without a single row. */
  empty: string[]
}

type Physical = Pick<Options, 'delimiter' | 'quote' | 'encoding' | 'header' | 'comment'>

const ROWS_KEPT = 3000

/**
 * Looks into every file and groups those with the same columns.
 * @param bytes most that is read of a file
 * @param most number of files to look into
 */
export async function findTables(tree: InputTree, options: Physical, bytes: number, most = Infinity): Promise<Tables> {
  const found: Tables = {tables: [], foreign: [], unreadable: [], empty: []}
  const byColumns = new Map<string, Table>()
  for (const candidate of (await csvFiles(tree)).slice(0, most)) {
    try {
      await lookInto(candidate, options, bytes, found, byColumns)
    } catch (error) {
      if (!isEverportError(error)) throw error
      found.unreadable.push({file: candidate.file.path, error})
    }
  }
  found.tables = joinHeadlessParts([...byColumns.values()])
  return found
}

async function lookInto(
  candidate: CsvFile,
  options: Physical,
  bytes: number,
  found: Tables,
  byColumns: Map<string, Table>,
): Promise<void> {
  const {file, named} = candidate
  const sample = await sampleFile(file, bytes)
  const refuse = (message: string) => {
    if (named) found.foreign.push({file: file.path, message})
  }
  const foreign = foreignFile(sample.bytes)
  if (foreign !== undefined) return refuse(`it is ${foreign.what}: ${foreign.next}`)
  const encoding: Encoding =
    options.encoding === undefined
      ? detectEncoding(sample.bytes, sample.complete)
      : {label: options.encoding, certainty: 'marked'}
  if (!encoding.label.toLowerCase().startsWith('utf-16') && isFullOfNuls(sample.bytes))
    return refuse('it is full of NUL bytes: name its encoding, e.g. --encoding utf-16le')
  const {dialect, rows, width} = await detectDialect(
    await textOf(sample.bytes, encoding.label),
    sample.complete,
    {
      delimiter: options.delimiter === '\\t' ? '\t' : options.delimiter,
      quoting: options.quote,
      comment: options.comment,
    },
    knownNames,
  )
  if (rows.length === 0) {
    if (!sample.complete)
      return refuse(
        `its first ${bytes >> 10} KB are not one whole row: name what separates and quotes cells, --delimiter and --quote`,
      )
    if (named) found.empty.push(file.path)
    return
  }
  const header = findHeader(rows, width, options.header)
  const widths = rows.map(({cells}) => cells.length)
  if (named || looksLikeTable(widths, width, header.names))
    addFile(byColumns, candidate, {gzipped: sample.gzipped, encoding, dialect, header}, rows)
}

async function textOf(bytes: Uint8Array, encoding: string): Promise<string> {
  let text = ''
  for await (const piece of decodeText(pieces(bytes), encoding)) text += piece
  return text
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** For files that only may be tables: prose has no even columns. */
function looksLikeTable(widths: readonly number[], width: number, names: readonly string[]): boolean {
  const even = widths.filter((cells) => cells === width).length
  return width >= 2 && (knownNames(names) >= 2 || (widths.length >= 2 && even >= widths.length * 0.9))
}

function addFile(
  byColumns: Map<string, Table>,
  {file}: CsvFile,
  physical: Omit<TableFile, 'file' | 'columns'>,
  rows: readonly {cells: string[]; line: number}[],
): void {
  const names = physical.header.names.map(shownName)
  const keys = names.map((name) => normalName(name))
  const key = keys.every((name) => name === '') ? `#${names.length}` : [...keys].sort().join('\n')
  let table = byColumns.get(key)
  if (table === undefined) {
    table = {label: file.path, names, labels: labelsOf(names), files: [], sample: []}
    byColumns.set(key, table)
  }
  const columns = columnsOf(table.names.map(normalName), keys)
  table.files.push({file, columns, ...physical})
  table.label = labelOf(table.files)
  for (const {cells, line} of rows) {
    if (table.sample.length >= ROWS_KEPT) break
    if (line >= physical.header.firstLine) table.sample.push(sampleRow(cells, columns, file.path, line))
  }
}

function sampleRow(cells: string[], columns: readonly number[], file: string, line: number): SampleRow {
  return {cells: inTableOrder(cells, columns), file, line}
}

/** The row's cells in the table's order of columns; surplus cells stay at the end. */
export function inTableOrder(cells: string[], columns: readonly number[]): string[] {
  if (columns.every((column, index) => column === index)) return cells
  const ordered = columns.map((column) => cells[column] ?? '')
  return [...ordered, ...cells.slice(columns.length)]
}

/** Where each column of the table stands in a file with the same names in another order; the second `name` is the second there too. */
function columnsOf(table: readonly string[], file: readonly string[]): number[] {
  const free = file.map((name, index) => ({name, index}))
  return table.map((name) => {
    const at = free.findIndex((column) => column.name === name)
    return free.splice(at, 1)[0]?.index ?? 0
  })
}

function labelsOf(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return names.map((name, index) => {
    if (name === '') return `column ${index + 1}`
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    return nth === 1 ? name : `${name}_${nth}`
  })
}
