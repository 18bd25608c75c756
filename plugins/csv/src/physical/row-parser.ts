import {type CsvError, Parser} from 'csv-parse'
import {parse} from 'csv-parse/sync'
import {type Dialect, parserOptions} from './dialect.js'

/** One row as it stands in the file. Lines count from 1 and are physical: a quoted cell may span several. */
export interface Row {
  cells: string[]
  line: number
  /** Quotes in it were not written as the format demands, and were taken as text. */
  repaired: boolean
}

/**
 * A line that is no row, because its quote is never closed or it is larger than `MAX_ROW_BYTES`: nothing of it can be trusted. Reading goes on
 * with the next line.
 */
export interface BrokenLine {
  cells: undefined
  line: number
  /** The beginning of the line. */
  start: string
  /** Nothing follows: the file ends inside this row. */
  last: boolean
}

/** Text goes in, rows come out as soon as they are complete. Holds no more than the row that is not complete yet. */
export interface RowParser {
  /** @param text of whole characters, else of any length */
  write(text: string): (Row | BrokenLine)[]
  /** To be called once, when the text has ended. */
  end(): Promise<(Row | BrokenLine)[]>
  /** What was written and has not become a row yet, and the line on which it starts; undefined in a line that is given up. */
  readonly rest: {text: string; line: number} | undefined
}

/** A cell may hold a pasted log; a quote that is never closed must not swallow the rest of a large file. */
export const MAX_ROW_BYTES = 3 * 1024 * 1024

/** Bytes of a broken line that are kept to be shown. */
const START = 4096
/** How many lines of a doubtful row are looked at. */
const LINES_LOOKED_AT = 50
const STRAY_QUOTE = new Set(['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'])

/** csv-parse holds back so many bytes and more: what ends among them may not have been given out yet. */
const LOOK_AHEAD = 64

/** After a new start the parser is fed in small steps, growing: it may have to be started again soon. */
const FIRST_STEP = 256
const LARGEST_STEP = 1 << 20

interface Engine {
  parser: Parser
  /** Rows that were completed, with the number of bytes that the engine had eaten by then. */
  found: {cells: string[]; end: number; strays: number}[]
  /** Stray quotes of the row that is not complete yet. */
  strays: number
  failed: boolean
  /** Bytes eaten before the first byte of the window. */
  before: number
}

/**
 * Wraps csv-parse with what chat exports need: a quote closes a cell only when a delimiter or the end of the row follows
 * (`"he said "hi" ok"`), and a quote that is never closed costs one line instead of the rest of the file.
 * @param width cells of a usual row, when known: tells a swallowed row from a long text.
 * @param firstLine line of the first row
 */
export function createRowParser(dialect: Dialect, width?: number, firstLine = 1): RowParser {
  const newline = dialect.terminator === 'lf' ? 0x0a : 0x0d
  const opening = openingQuote(dialect)
  /** From the start of the row that is not complete yet. */
  let window: Buffer = Buffer.alloc(0)
  /** How much of the window the engine has eaten. */
  let fed = 0
  let step = LARGEST_STEP
  let line = firstLine
  /** In a line that is given up: nothing is kept until it ends. */
  let skipping = false
  let engine = start(dialect)

  function pump(rows: (Row | BrokenLine)[]): void {
    while (fed < window.length) {
      const slice = window.subarray(fed, fed + step)
      fed += slice.length
      step = Math.min(step * 2, LARGEST_STEP)
      engine.parser.write(slice)
      settle(rows)
    }
  }

  /** Takes over what the engine found. True when the engine had to be started again on what is left. */
  function settle(rows: (Row | BrokenLine)[], ended = false): boolean {
    let position = 0
    let broken = false
    for (const {cells, end, strays} of engine.found.splice(0)) {
      const bytes = window.subarray(position, end - engine.before)
      if (strays > 0 && swallowsRow(bytes, true)) {
        broken = true
        break
      }
      rows.push({cells, line: line + commentLines(bytes), repaired: strays > 0})
      line += count(bytes, newline)
      position += bytes.length
    }
    window = window.subarray(position)
    fed -= position
    engine.before += position
    const seen = window.subarray(0, ended ? fed : Math.max(0, fed - LOOK_AHEAD))
    if (!broken && !engine.failed && !(engine.strays > 0 && swallowsRow(seen, false))) return false

    const end = window.indexOf(newline)
    skipping = end === -1
    if (skipping && !ended)
      rows.push({cells: undefined, line, start: window.subarray(0, START).toString(), last: false})
    else rows.push(salvage(window.subarray(0, skipping ? window.length : end).toString(), skipping))
    window = skipping ? Buffer.alloc(0) : window.subarray(end + 1)
    line += 1
    fed = 0
    step = FIRST_STEP
    engine = start(dialect)
    return true
  }

  /** A line that opened a quote and cannot have meant it, e.g. `5,"Hello" he said`: its quotes are text if that gives a usual row. */
  function salvage(text: string, last: boolean): Row | BrokenLine {
    const cells = parseLine(text, dialect)
    return cells !== undefined && cells.length === width
      ? {cells, line, repaired: true}
      : {cells: undefined, line, start: text.slice(0, START), last}
  }

  /**
   * True when a later line of the row opens a quote, or is a row of the usual width by itself: the quote before it was never closed.
   * Only asked of rows with stray quotes, and it must see every quote that opens: else one line could cost megabytes, again and again.
   */
  function swallowsRow(bytes: Buffer, whole: boolean): boolean {
    const lines = bytes.toString().split(dialect.terminator === 'lf' ? /\r?\n/ : '\r')
    const later = (whole ? lines : lines.slice(0, -1)).slice(1)
    if (later.some((text) => opening.test(text))) return true
    return (
      width !== undefined &&
      width > 1 &&
      later.slice(0, LINES_LOOKED_AT).some((text) => parseLine(text, dialect)?.length === width)
    )
  }

  function commentLines(bytes: Buffer): number {
    if (dialect.comment === undefined) return 0
    let lines = 0
    let from = 0
    while (bytes.subarray(from).indexOf(dialect.comment) === 0) {
      from = bytes.indexOf(newline, from) + 1
      lines += 1
    }
    return lines
  }

  return {
    write(text) {
      let bytes = Buffer.from(text)
      const rows: (Row | BrokenLine)[] = []
      if (skipping && bytes.length > 0) {
        const end = bytes.indexOf(newline)
        if (end === -1) return rows
        skipping = false
        bytes = bytes.subarray(end + 1)
      }
      window = window.length === 0 ? bytes : Buffer.concat([window, bytes])
      pump(rows)
      return rows
    },
    async end() {
      const rows: (Row | BrokenLine)[] = []
      do {
        pump(rows)
        if (window.length > 0) await closed(engine.parser)
      } while (settle(rows, true))
      return rows
    },
    get rest() {
      return skipping ? undefined : {text: window.toString(), line}
    },
  }
}

/** A quote where a cell starts, with text behind it. */
function openingQuote({delimiter, quoting}: Dialect): RegExp {
  const quote = quoting === 'single' ? "'" : '"'
  const escaped = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return quoting === 'none' ? /$^/ : new RegExp(`(?:^|${escaped})${quote}(?!${quote}|${escaped}|$)`)
}

/** Takes the rows while they are parsed: the way over a stream, or over `on_record` with its copy of all counters, costs a third more. */
class RowSink extends Parser {
  onRow: (cells: string[]) => void = () => undefined
  /** Of csv-parse, which does not declare it. */
  declare readonly state: {recordHasError: boolean}

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null)
    this.onRow(cells)
    return true
  }
}

function start(dialect: Dialect): Engine {
  const engine: Omit<Engine, 'parser'> = {found: [], strays: 0, failed: false, before: 0}
  const parser = new RowSink({
    ...parserOptions(dialect),
    max_record_size: MAX_ROW_BYTES,
    skip_records_with_error: true,
    on_skip(error) {
      if (!isStrayQuote(error)) {
        engine.failed = true
        throw error
      }
      // csv-parse goes on behind a stray quote with the quote as text, which is what we want, but then drops the row,
      // which is not: take the mark off. `relax_quotes` would end the cell at the next delimiter instead.
      engine.strays += 1
      parser.state.recordHasError = false
      return undefined
    },
  })
  parser.onRow = (cells) => {
    engine.found.push({cells, end: parser.info.bytes, strays: engine.strays})
    engine.strays = 0
  }
  // Failures are read from `failed`; without a listener they would be thrown at the process.
  parser.on('error', () => undefined)
  return Object.assign(engine, {parser})
}

function isStrayQuote(error: CsvError | undefined): boolean {
  return error !== undefined && STRAY_QUOTE.has(error.code)
}

/** The cells of a single line with its quotes taken as they come, or undefined when a quote stays open. */
function parseLine(text: string, dialect: Dialect): string[] | undefined {
  try {
    const rows: string[][] = parse(text, {...parserOptions(dialect), relax_quotes: true})
    return rows[0]
  } catch {
    return undefined
  }
}

function count(bytes: Buffer, byte: number): number {
  let found = 0
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) found += 1
  return found
}

function closed(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    parser.once('finish', resolve).once('error', () => resolve())
    parser.end()
  })
}
