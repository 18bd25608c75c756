import {parseTimestamp} from '../message-time.js'
import {monthNumber} from './month-names.js'
import type {WallClock} from './zone.js'

export type DateOrder = 'dmy' | 'mdy'

/**
 * `instant`: Unix ms, the text names its zone. `wall`: needs one. `either`: day and month cannot be told apart in this cell;
 * both readings are given where they exist.
 */
export type CsvDate =
  | {type: 'instant'; at: number}
  | {type: 'wall'; wall: WallClock}
  | {type: 'either'; dmy: WallClock | undefined; mdy: WallClock | undefined}

const TIME = '(\\d{1,2})[:.](\\d\\d)(?:[:.](\\d\\d))?'
// `05-Jun-19 07:28 AM`, `05-Mai-19 19:28`, `05. Juni 2019 19:28`
const NAMED = new RegExp(
  `^(\\d{1,2})[-/. ]+([^\\d\\s./-]+\\.?|\\d{1,2}[月월])[-/. ]+(\\d{4}|\\d\\d),?\\s+${TIME}$`,
  'u',
)
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.年]\\s?(\\d{1,2})[-/.月]\\s?(\\d{1,2})[.日]?,?\\s+${TIME}$`)
const NUMERIC = new RegExp(`^(\\d{1,2})([-/.])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d\\d),?\\s+${TIME}$`)

const MORNING = /\s*(?<![\p{L}])(a\.?\s?m\.?|上午|午前|오전|vorm\.)(?![\p{L}])\s*/iu
const AFTERNOON = /\s*(?<![\p{L}])(p\.?\s?m\.?|下午|午後|오후|nachm\.)(?![\p{L}])\s*/iu

/** True when a cell says which half of the day it means. */
export function namesHalfOfDay(cell: string): boolean {
  return MORNING.test(cell) || AFTERNOON.test(cell)
}

/** Reads a cell of the Date column in any of the forms that DiscordChatExporter has written. Undefined when it is none of them. */
export function parseCsvDate(cell: string): CsvDate | undefined {
  const text = cell.replaceAll(/[\u00A0\u202F\u200E\u200F]/g, ' ').trim()
  const iso = parseTimestamp(text)
  if (iso !== undefined) return iso.hasZone ? {type: 'instant', at: iso.at} : {type: 'wall', wall: iso.at}
  // The formats `unix` and `unixms`: ten digits until the year 2286
  if (/^\d{9,10}$/.test(text)) return {type: 'instant', at: Number(text) * 1000}
  if (/^\d{12,13}$/.test(text)) return {type: 'instant', at: Number(text)}

  const half = AFTERNOON.test(text) ? 'pm' : MORNING.test(text) ? 'am' : undefined
  const bare = half === undefined ? text : text.replace(half === 'pm' ? AFTERNOON : MORNING, ' ').trim()
  const named = NAMED.exec(bare)
  if (named !== null) return wallDate(named[3], monthNumber(named[2]!), named[1], named.slice(4), half)
  const yearFirst = YEAR_FIRST.exec(bare)
  if (yearFirst !== null) return wallDate(yearFirst[1], Number(yearFirst[2]), yearFirst[3], yearFirst.slice(4), half)
  const numeric = NUMERIC.exec(bare)
  if (numeric === null) return undefined
  const [, first, separator, second, year, ...time] = numeric
  // With dots every locale puts the day first.
  if (separator === '.') return wallDate(year, Number(second), first, time, half)
  const dmy = wallOf(year, Number(second), first, time, half)
  const mdy = wallOf(year, Number(first), second, time, half)
  return dmy === undefined && mdy === undefined ? undefined : {type: 'either', dmy, mdy}
}

type Cell = string | undefined

function wallDate(
  year: Cell,
  month: number | undefined,
  day: Cell,
  time: Cell[],
  half: 'am' | 'pm' | undefined,
): CsvDate | undefined {
  const wall = wallOf(year, month, day, time, half)
  return wall === undefined ? undefined : {type: 'wall', wall}
}

function wallOf(
  year: Cell,
  month: number | undefined,
  day: Cell,
  time: Cell[],
  half: 'am' | 'pm' | undefined,
): WallClock | undefined {
  if (month === undefined || month < 1 || month > 12) return undefined
  const [hour, minute, second] = time.map((part) => Number(part ?? 0))
  if (hour! > (half === undefined ? 23 : 12) || minute! > 59 || second! > 59) return undefined
  const full = half === undefined ? hour! : (hour! % 12) + (half === 'pm' ? 12 : 0)
  const years = Number(year) < 100 ? 2000 + Number(year) : Number(year)
  const wall = Date.UTC(years, month - 1, Number(day), full, minute, second)
  return new Date(wall).getUTCDate() === Number(day) ? wall : undefined
}
