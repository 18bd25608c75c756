import {knownNames} from '../columns/vocabulary.js'
import {parseTime} from '../times/parse-time.js'
import type {Row} from './row-parser.js'

export interface Header {
  /** Names of the columns as written; empty strings without a header. */
  names: string[]
  /** Physical line on which the header stands; undefined without one. */
  line: number | undefined
  /** Line of the first row that is data. Rows before it are a preamble. */
  firstLine: number
}

/** How far down a header may stand. */
const ROWS_LOOKED_AT = 20

/**
 * Finds the row that names the columns, behind a preamble of titles and blank lines.
 * @param given what the person says: true, the first even row is it; false, there is none
 */
export function findHeader(rows: readonly Row[], width: number, given?: boolean): Header {
  const first = rows[0]
  if (given === false) return withoutHeader(rows, width)
  const likely = rows
    .slice(0, ROWS_LOOKED_AT)
    .find((row, at) => isNearWidth(row.cells.length, width) && isHeader(row.cells, rows[at + 1]?.cells))
  const found = likely ?? (given === true ? rows.find(({cells}) => isNearWidth(cells.length, width)) : undefined)
  if (found !== undefined) {
    // The last name may be empty because every row ends with a delimiter.
    return {names: found.cells, line: found.line, firstLine: found.line + 1}
  }
  // Rows of data tell themselves by their times; anything else in the first row is taken for names, if unknown ones.
  return first === undefined || first.cells.some(isData)
    ? withoutHeader(rows, width)
    : {names: first.cells, line: first.line, firstLine: first.line + 1}
}

function withoutHeader(rows: readonly Row[], width: number): Header {
  const first = rows.find(({cells}) => isNearWidth(cells.length, width))
  return {names: Array.from({length: width}, () => ''), line: undefined, firstLine: first?.line ?? 1}
}

/** Exporters end data rows with a delimiter and the header without, or drop empty cells at the end. */
function isNearWidth(cells: number, width: number): boolean {
  return Math.abs(cells - width) <= 1 && cells >= 2
}

function isHeader(cells: readonly string[], next: readonly string[] | undefined): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (names.length === 0 || names.some((name) => name.length > 60 || isData(name))) return false
  return knownNames(names) >= 2 || (next?.some(isTime) ?? false)
}

function isData(cell: string): boolean {
  return isTime(cell) || /^\s*[+-]?\d+([.,]\d+)?\s*$/.test(cell)
}

function isTime(cell: string): boolean {
  const time = parseTime(cell)
  return time?.date !== undefined || time?.clock !== undefined
}
