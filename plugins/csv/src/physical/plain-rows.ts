import type {CellTexts} from './cell-texts.js'
import type {Dialect} from './dialect.js'
import type {BrokenLine, Row} from './row-parser.js'

/** Behind the rows that were cut. */
export interface PlainEnd {
  /** Bytes that the rows take. */
  used: number
  /** Line on which the next row starts. */
  line: number
  /** What follows: a row that is not complete yet, or one that is not plainly written. */
  next: 'incomplete' | 'doubtful'
}

const LF = 10
const CR = 13
/** No byte is this one. */
const NONE = -1

/**
 * A class, and its cells a slice, because V8 learns from literals how long their objects live: of the sample all do, and later rows would
 * be put where only the great collections find them, each with the text that it was cut from.
 */
class PlainRow implements Row {
  readonly cells: string[]
  readonly line: number
  readonly repaired = false

  constructor(cells: string[], line: number) {
    this.cells = cells
    this.line = line
  }
}

/** Whether rows of this dialect can be written plainly. */
export function hasPlainRows({delimiter, quoting, terminator, comment}: Dialect): boolean {
  const isByte = delimiter.length === 1 && delimiter < '\u0080'
  return isByte && quoting !== 'backslash' && terminator === 'lf' && comment === undefined
}

/**
 * Cuts the rows at the start of the bytes, as far as they are written by the book: a quote opens only where a cell starts, and closes only in
 * front of a delimiter or a line end.
 *
 *     m1,2024-03-01,Ada,"so, ""what""⏎now?"⏎
 *       ^          ^   ^^                 ^^
 *
 * @param bytes in UTF-8, that begin where a row begins
 * @param firstLine line on which it begins
 * @param rows to which they are added
 * @param texts of the cells before
 */
export function cutPlainRows(
  bytes: Buffer,
  {delimiter, quoting}: Dialect,
  firstLine: number,
  rows: (Row | BrokenLine)[],
  texts: CellTexts,
): PlainEnd {
  const {length} = bytes
  const comma = delimiter.charCodeAt(0)
  const mark = quoting === 'none' ? '' : quoting === 'single' ? "'" : '"'
  const quote = mark === '' ? NONE : mark.charCodeAt(0)
  /** Bytes at which a cell without quotes ends, or is none. */
  const stops = new Uint8Array(256)
  for (const byte of [comma, LF, quote]) stops[byte] = 1
  /** Of the row that is being cut; those before may have been longer. */
  const cells: string[] = []
  let used = 0
  let line = firstLine

  while (used < length) {
    let width = 0
    let lines = 1
    let at = used
    for (let ended = false; !ended; ) {
      const isQuoted = bytes[at] === quote
      const start = isQuoted ? at + 1 : at
      let all = 0
      let doubled = false
      at = start
      if (isQuoted) {
        for (; at < length; at += 1) {
          const byte = bytes[at] as number
          all |= byte
          if (byte === LF) lines += 1
          else if (byte === quote) {
            if (at + 1 === length || bytes[at + 1] !== quote) break
            doubled = true
            at += 1
          }
        }
      } else {
        for (; at < length; at += 1) {
          const byte = bytes[at] as number
          if (stops[byte] === 1) break
          all |= byte
        }
      }
      let end = at
      // Behind the cell, where it goes on.
      if (isQuoted) at += 1
      if (at < length && bytes[at] === CR) at += 1
      if (at >= length) return {used, line, next: 'incomplete'}
      ended = bytes[at] === LF
      if (isQuoted) {
        if (!ended && bytes[end + 1] !== comma) return {used, line, next: 'doubtful'}
      } else if (ended) {
        if (end > start && bytes[end - 1] === CR) end -= 1
      } else if (bytes[end] !== comma) return {used, line, next: 'doubtful'}
      cells[width] = texts.read(width, bytes, start, end, all < 0x80, doubled ? mark : '')
      width += 1
      at += 1
    }
    rows.push(new PlainRow(cells.slice(0, width), line))
    line += lines
    used = at
  }
  return {used, line, next: 'incomplete'}
}
