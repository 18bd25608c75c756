import {initParser} from 'udsv'
import {type Dialect, QUOTE} from './dialect.js'
import {findRowBorders, hasPlainBorders, type Run} from './row-borders.js'
import {type BrokenLine, createRowParser, type Row, type RowParser} from './row-parser.js'

/** A row of more characters is looked at closely: its quote may never be closed. */
const LONG_ROW = 128 * 1024
/** Characters given to the patient parser at first, when a row is doubtful. */
const DOUBTFUL = 1024

/**
 * Rows of a file, quickly: plainly written ones, nearly all of nearly every file, are cut by uDSV; from a doubtful one on `createRowParser`
 * takes over, until it stands at the start of a row again. Both give the same rows where both can be asked.
 *
 * uDSV alone would lose rows: it pads short ones, hides what long ones have too much, drops blank lines, and knows no lines to report.
 * @param width cells of a usual row, when known
 */
export function createRowStream(dialect: Dialect, width?: number): RowParser {
  if (!hasPlainBorders(dialect)) return createRowParser(dialect, width)
  const parsers = new Map<number, (text: string) => string[][]>()
  /** Starts where a row starts. */
  let pending = ''
  let line = 1
  let patient: RowParser | undefined

  function read(rows: (Row | BrokenLine)[]): void {
    for (;;) {
      const {runs, used, lines, next} = findRowBorders(pending, dialect)
      for (const run of runs) cut(run, rows)
      pending = pending.slice(used)
      line += lines
      if (next === 'incomplete' && pending.length < LONG_ROW) return
      patient = createRowParser(dialect, width, line)
      if (!beCareful(rows)) return
    }
  }

  /** Lets the patient parser read on. True when it is done, and what is left is pending again. */
  function beCareful(rows: (Row | BrokenLine)[]): boolean {
    if (patient === undefined) return true
    let step = DOUBTFUL
    while (pending !== '') {
      const end = pending.indexOf('\n', step)
      const text = end === -1 ? pending : pending.slice(0, end + 1)
      pending = pending.slice(text.length)
      step *= 2
      const found = patient.write(text)
      rows.push(...found)
      const rest = found.length === 0 ? undefined : patient.rest
      if (rest === undefined) continue
      pending = rest.text + pending
      line = rest.line
      patient = undefined
      return true
    }
    return false
  }

  function cut(run: Run, rows: (Row | BrokenLine)[]): void {
    const text = pending.slice(run.from, run.to)
    // uDSV gives no rows of one cell.
    const cut = run.width === 1 ? text.split(run.crlf ? '\r\n' : '\n').map((cell) => [cell]) : parserOf(run)(text)
    for (let at = 0; at < run.lines.length; at += 1)
      rows.push({cells: cut[at] ?? [], line: line + (run.lines[at] ?? 0), repaired: false})
  }

  function parserOf({width, crlf}: Run): (text: string) => string[][] {
    const key = crlf ? -width : width
    const known = parsers.get(key)
    if (known !== undefined) return known
    const {quote} = QUOTE[dialect.quoting]
    const {stringArrs} = initParser({
      col: dialect.delimiter,
      row: crlf ? '\r\n' : '\n',
      encl: quote ?? '',
      esc: quote ?? '',
      trim: false,
      cols: Array.from({length: width}, (_, at) => ({
        name: String(at),
        type: 's',
        repl: {empty: '', null: '', NaN: ''},
      })),
    })
    parsers.set(key, stringArrs)
    return stringArrs
  }

  return {
    write(text) {
      const rows: (Row | BrokenLine)[] = []
      pending += text
      if (beCareful(rows)) read(rows)
      return rows
    },
    async end() {
      const rows: (Row | BrokenLine)[] = []
      patient ??= createRowParser(dialect, width, line)
      rows.push(...patient.write(pending), ...(await patient.end()))
      return rows
    },
    get rest() {
      return patient === undefined ? {text: pending, line} : patient.rest
    },
  }
}
