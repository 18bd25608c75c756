import {parseTime} from '../times/parse-time.js'
import type {ColumnProfile} from './column-profile.js'

export interface RowShape {
  width: number
  /** Columns that hold texts, ascending: where a delimiter that nobody quoted belongs. */
  texts: readonly number[]
  profiles: readonly ColumnProfile[]
  delimiter: string
}

export type FittedRow =
  | {cells: string[]; joined: boolean; problem?: undefined}
  | {cells: undefined; joined?: undefined; problem: 'short-row' | 'long-row'}

/**
 * Brings a row to the table's width. Missing cells at the end are empty, unless a text is among them. Surplus cells are the pieces of a text
 * with delimiters in it that nobody quoted: they are joined again, when the cells around the text prove that it is so.
 */
export function fitRow(cells: string[], shape: RowShape): FittedRow {
  const surplus = cells.length - shape.width
  if (surplus === 0) return {cells, joined: false}
  if (surplus < 0) {
    const complete = shape.texts.every((column) => column < cells.length)
    return complete && shape.texts.length > 0
      ? {cells: [...cells, ...Array.from({length: -surplus}, () => '')], joined: false}
      : {cells: undefined, problem: 'short-row'}
  }
  if (cells.slice(shape.width).every((cell) => cell.trim() === ''))
    return {cells: cells.slice(0, shape.width), joined: false}
  const joined = joinSurplus(cells, surplus, shape)
  return joined === undefined ? {cells: undefined, problem: 'long-row'} : {cells: joined, joined: true}
}

function joinSurplus(cells: string[], surplus: number, shape: RowShape): string[] | undefined {
  const first = shape.texts[0]
  const last = shape.texts.at(-1)
  if (first === undefined || last === undefined || last - first + 1 !== shape.texts.length) return undefined
  const left = cells.slice(0, first)
  // A blank in front of the text, and of nothing else: the comma in front of it stands in the column before.
  if (cells[first]?.startsWith(' ') && !left.slice(1).every((cell) => cell.startsWith(' '))) return undefined
  const right = cells.slice(last + 1 + surplus)
  const proven =
    left.every((cell, index) => accepts(shape.profiles[index], cell)) &&
    right.every((cell, index) => accepts(shape.profiles[last + 1 + index], cell))
  if (!proven) return undefined
  const middle = split(cells.slice(first, last + 1 + surplus), shape.texts.length, shape.delimiter)
  return middle === undefined ? undefined : [...left, ...middle, ...right]
}

/** Of several texts side by side the border is where no blank follows: people write a blank behind a comma, programs do not. */
function split(pieces: string[], texts: number, delimiter: string): string[] | undefined {
  if (texts === 1) return [pieces.join(delimiter)]
  const joined: string[] = []
  for (const piece of pieces) {
    if (joined.length === 0 || !piece.startsWith(' ')) joined.push(piece)
    else joined.push(`${joined.pop()}${delimiter}${piece}`)
  }
  return joined.length === texts ? joined : undefined
}

/** Whether the cell could stand in the column, by what the sample shows of it. */
function accepts(profile: ColumnProfile | undefined, cell: string): boolean {
  if (profile === undefined || profile.filled === 0) return true
  const value = cell.trim()
  if (value === '') return true
  if (cell.startsWith(' ') && profile.values.every((known) => !known.startsWith(' '))) return false
  if (profile.times >= 0.9 || profile.clocks >= 0.9) return parseTime(value) !== undefined
  if (profile.numbers >= 0.95) return /^[+-]?\d+([.,]\d+)?$/.test(value)
  if (profile.flags >= 0.95) return /^(true|false|yes|no|y|n|0|1|t|f)$/i.test(value)
  return value.length <= Math.max(40, profile.averageLength * 4)
}
