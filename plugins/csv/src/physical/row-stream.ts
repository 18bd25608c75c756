import {CellTexts} from './cell-texts.js'
import type {Dialect} from './dialect.js'
import {cutPlainRows, hasPlainRows} from './plain-rows.js'
import {type BrokenLine, count, createRowParser, type Row, type RowParser} from './row-parser.js'

/** A row of more bytes is looked at closely: its quote may never be closed. */
const LONG_ROW = 128 * 1024
const LF = 10
const NOTHING = Buffer.alloc(0)
/** Bytes given to the patient parser at first, when a row is doubtful. */
const DOUBTFUL = 1024

/**
 * Rows of a file, quickly: plainly written ones, nearly all of nearly every file, are cut between their marks; from a doubtful one on
 * `createRowParser` takes over, until it stands at the start of a row again. Both give the same rows.
 * @param width cells of a usual row, when known
 */
export function createRowStream(dialect: Dialect, width?: number): RowParser {
  if (!hasPlainRows(dialect)) return createRowParser(dialect, width)
  /** Starts where a row starts. */
  let pending: Buffer = NOTHING
  const texts = new CellTexts()
  let line = 1
  let patient: RowParser | undefined

  function read(rows: (Row | BrokenLine)[]): void {
    for (;;) {
      const plain = cutPlainRows(pending, dialect, line, rows, texts)
      pending = pending.subarray(plain.used)
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
    while (pending.length > 0) {
      const end = pending.indexOf(LF, step)
      const bytes = end === -1 ? pending : pending.subarray(0, end + 1)
      pending = pending.subarray(bytes.length)
      step *= 2
      const found = patient.write(bytes)
      rows.push(...found)
      const rest = found.length === 0 ? undefined : patient.rest
      if (rest === undefined) continue
      pending = Buffer.concat([rest.bytes, pending])
      line = rest.line
      patient = undefined
      return true
    }
    return false
  }

  return {
    write(bytes) {
      const rows: (Row | BrokenLine)[] = []
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
      if (beCareful(rows)) read(rows)
      pending = Buffer.from(pending)
      return rows
    },
    async end() {
      if (patient === undefined && pending.length === 0) return []
      const rows: (Row | BrokenLine)[] = []
      patient ??= createRowParser(dialect, width, line)
      rows.push(...patient.write(pending), ...(await patient.end()))
      return rows
    },
    get rest() {
      return patient === undefined ? {bytes: pending, line} : patient.rest
    },
    get line() {
      return patient === undefined ? line + count(pending, LF) : patient.line
    },
  }
}
