import type {Dialect} from './dialect.js'
import {cutPlainRows, hasPlainRows} from './plain-rows.js'
import {type BrokenLine, createRowParser, type Row, type RowParser} from './row-parser.js'

/** A row of more characters is looked at closely: its quote may never be closed. */
const LONG_ROW = 128 * 1024
/** Characters given to the patient parser at first, when a row is doubtful. */
const DOUBTFUL = 1024

/**
 * Rows of a file, quickly: plainly written ones, nearly all of nearly every file, are cut between their marks; from a doubtful one on
 * `createRowParser` takes over, until it stands at the start of a row again. Both give the same rows.
 * @param width cells of a usual row, when known
 */
export function createRowStream(dialect: Dialect, width?: number): RowParser {
  if (!hasPlainRows(dialect)) return createRowParser(dialect, width)
  /** Starts where a row starts. */
  let pending = ''
  let line = 1
  let patient: RowParser | undefined

  function read(rows: (Row | BrokenLine)[]): void {
    for (;;) {
      const plain = cutPlainRows(pending, dialect, line, rows)
      pending = pending.slice(plain.used)
      line = plain.line
      if (plain.next === 'incomplete' && pending.length < LONG_ROW) return
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

  return {
    write(text) {
      const rows: (Row | BrokenLine)[] = []
      pending += text
      if (beCareful(rows)) read(rows)
      return rows
    },
    async end() {
      if (patient === undefined && pending === '') return []
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
