import {calendarDate} from './parse-time.js'

/** A time as machines write it. */
export interface PlainTime {
  /** What the clock shows, in Unix ms as if it were UTC. */
  local: number
  /** What stands behind the millisecond. */
  nanos: number
  /** Minutes east of UTC; undefined when none is written. */
  offset: number | undefined
}

/** Where the fraction or the offset may stand: `2024-03-01T10:00:00|.123Z`. */
const BEHIND_SECONDS = 19
const ZERO = 48
const DAY = 24 * 60 * 60_000

/**
 * Reads `1700000000` and `1700000000123`, and `2024-03-01T10:00:00`, also with a blank for the `T`, with up to nine digits of a second, and with `Z` or `+02:00`: nearly all times
 * of nearly every export, digit by digit and without a pattern. Undefined for all others, also for days and times that do not exist:
 * `parseTime` knows them.
 */
export function readPlainTime(cell: string): PlainTime | undefined {
  const isPunctuated =
    cell[4] === '-' && cell[7] === '-' && (cell[10] === 'T' || cell[10] === ' ') && cell[13] === ':' && cell[16] === ':'
  if (!isPunctuated) return readEpoch(cell)
  const day = startOfDay(twoDigits(cell, 0) * 100 + twoDigits(cell, 2), twoDigits(cell, 5), twoDigits(cell, 8))
  const hour = twoDigits(cell, 11)
  const minute = twoDigits(cell, 14)
  const second = twoDigits(cell, 17)
  // Comparisons with what is no number are never true.
  if (!(day !== undefined && hour < 24 && minute < 60 && second <= 60)) return undefined

  let at = BEHIND_SECONDS
  let nanos = 0
  if (cell[at] === '.') {
    let unit = 1e9
    for (at += 1; unit > 1 && digit(cell, at) >= 0; at += 1) {
      unit /= 10
      nanos += digit(cell, at) * unit
    }
    if (unit === 1e9) return undefined
  }
  const offset = offsetAt(cell, at)
  if (Number.isNaN(offset)) return undefined
  const local = day + ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(nanos / 1e6)
  return {local, nanos: nanos % 1e6, offset}
}

/** Seconds and milliseconds of this century: too many digits for a day, too few for a date and a time. */
function readEpoch(cell: string): PlainTime | undefined {
  if (cell.length !== 10 && cell.length !== 13) return undefined
  let number = 0
  for (let at = 0; at < cell.length; at += 1) number = number * 10 + digit(cell, at)
  // No number is NaN when something else than a digit is in it, and smaller when it starts with 0.
  if (!(number >= (cell.length === 10 ? 1e9 : 1e12))) return undefined
  return {local: cell.length === 10 ? number * 1000 : number, nanos: 0, offset: 0}
}

/** Minutes of the offset with which the cell ends; undefined when it ends without, NaN when it ends with something else. */
function offsetAt(cell: string, at: number): number | undefined {
  if (at === cell.length) return undefined
  if (cell[at] === 'Z') return at + 1 === cell.length ? 0 : Number.NaN
  const sign = cell[at] === '+' ? 1 : cell[at] === '-' ? -1 : Number.NaN
  return cell[at + 3] === ':' && at + 6 === cell.length
    ? sign * (twoDigits(cell, at + 1) * 60 + twoDigits(cell, at + 4))
    : Number.NaN
}

/** Unix ms; undefined for a day that does not exist. */
function startOfDay(year: number, month: number, day: number): number | undefined {
  const first = months.get(year * 100 + month) ?? startOfMonth(year, month)
  const exists = day >= 1 && (day <= 28 || calendarDate(year, month, day) !== undefined)
  return first !== undefined && exists ? first + (day - 1) * DAY : undefined
}

/** By `year * 100 + month`: there are 3,600. */
const months = new Map<number, number>()

function startOfMonth(year: number, month: number): number | undefined {
  if (Number.isNaN(year + month) || calendarDate(year, month, 1) === undefined) return undefined
  const first = Date.UTC(year, month - 1)
  months.set(year * 100 + month, first)
  return first
}

function twoDigits(cell: string, at: number): number {
  return digit(cell, at) * 10 + digit(cell, at + 1)
}

/** NaN for what is none. */
function digit(cell: string, at: number): number {
  const value = cell.charCodeAt(at) - ZERO
  return value >= 0 && value <= 9 ? value : Number.NaN
}
