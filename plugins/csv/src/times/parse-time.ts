import {isWeekday, monthOf} from './calendar-words.js'

/** What one cell of a time column says, before anything about its column is decided. */
export interface ParsedTime {
  /** Seconds, milliseconds and so on since 1970, or the serial date of a spreadsheet: as written. */
  number?: string
  date?: CalendarDate
  clock?: Clock
  zone?: Zone
}

/** `pair`: two numbers and a year at the end, so that it is either day and month or month and day. */
export type CalendarDate =
  | {year: number; month: number; day: number}
  | {pair: readonly [number, number]; year: number; separator: string; shortYear: boolean}

export interface Clock {
  hour: number
  minute: number
  second: number
  /** Nanoseconds of the second. */
  nanos: number
}

/** An offset in minutes east of UTC, or a name that was written instead (`PST`, `Europe/Berlin`). */
export type Zone = {offset: number} | {name: string}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(?:\s?(Z|UTC|GMT|[+-]\d\d:?\d\d))?$/
/** `03/14/2024 5:06 PM`, which the words would also give. */
const PAIR = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AaPp])\.?[Mm]\.?)?$/
const NUMBER = /^\d{1,20}(?:\.\d+)?$/
const COMPACT = /^((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(Z)?)?$/
const CLOCK = /(?<![\d:])(\d{1,2})(?::|h)(\d{2})(?:[:m](\d{2})(?:[.,](\d{1,9}))?s?)?(?![\d:])/
const MERIDIEM = /(?<![\p{L}])([ap])\.?\s?m\.?(?![\p{L}])|(上午|午前|오전|凌晨|早上)|(下午|午後|오후|晚上)/iu
const OFFSET = /(?:(?:UTC|GMT)\s?)?([+-])(\d{1,2})(?::?(\d\d))?(?=\s|$|\()/i
const ZONE_NAME = /(?<![\p{L}/])(?:[A-Z]{2,5}|[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+\d*)(?![\p{L}])/u
/** Words between the parts of a written date. */
const FILLER = /^(?:de|del|of|at|um|à|às|a las|le|el|the|kl|г|uhr|в|,)$/i

/** Understands one cell, or returns undefined: `yesterday`, `n/a`, an impossible date. Nothing is guessed. */
export function parseTime(cell: string): ParsedTime | undefined {
  const plain = ISO.exec(cell)
  if (plain !== null) return fromIso(plain)
  const text = cell
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .trim()
  if (text.length > 80 || !/\d/.test(text)) return undefined
  const iso = ISO.exec(text)
  if (iso !== null) return fromIso(iso)
  const compact = COMPACT.exec(text)
  if (compact !== null) return fromIso(compact)
  if (NUMBER.test(text)) return {number: text}
  const pair = PAIR.exec(text)
  if (pair !== null) return fromPair(pair)
  return fromWords(text)
}

/** Groups: year, month, day, hour, minute, second, fraction, zone; or the compact form, whose seventh is the zone. */
function fromIso(match: RegExpExecArray): ParsedTime | undefined {
  const [, year = '', month = '', day = '', hour, minute, second] = match
  const date = calendarDate(Number(year), Number(month), Number(day))
  if (date === undefined) return undefined
  const compact = match.length === 8
  const zone = compact ? match[7] : match[8]
  const parsed: ParsedTime = {date}
  if (hour !== undefined) {
    const clock = clockTime(hour, minute, second, compact ? undefined : match[7])
    if (clock === undefined) return undefined
    parsed.clock = clock
  }
  if (zone !== undefined) parsed.zone = {offset: offsetOf(zone)}
  return parsed
}

function fromPair([, first, separator = '', second, year, hour, minute, seconds, half]: RegExpExecArray):
  | ParsedTime
  | undefined {
  const meridiem = half === undefined ? undefined : half.toLowerCase() === 'a' ? 'am' : 'pm'
  const clock = clockTime(hour, minute, seconds, '', meridiem)
  const date = {pair: [Number(first), Number(second)] as const, year: Number(year), separator, shortYear: false}
  return clock === undefined ? undefined : {clock, date}
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
}

function fromWords(text: string): ParsedTime | undefined {
  let rest = text
    .replace(/(\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?/, '$1-$2-$3 ')
    .replace(/(\d)\s*[时時点點시]\s*(\d{1,2})\s*[分분]\s*(?:(\d{1,2})\s*[秒초])?/, (_, hour, minute, second) =>
      second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`,
    )
    .replace(/\([^)]*\)$/, '')
  const parsed: ParsedTime = {}

  const meridiem = MERIDIEM.exec(rest)
  const time = CLOCK.exec(rest.replace(/(\d)T(?=\d)/, '$1 '))
  if (time !== null) {
    const clock = clockTime(time[1], time[2], time[3], time[4], half(meridiem))
    if (clock === undefined) return undefined
    parsed.clock = clock
    const tail = rest.slice(time.index + time[0].length).replace(MERIDIEM, ' ')
    const {zone, left} = takeZone(tail)
    if (zone !== undefined) parsed.zone = zone
    rest = `${rest.slice(0, time.index).replace(/T$/, '')} ${left}`
  }
  rest = rest.replace(MERIDIEM, ' ').trim()
  if (rest === '') return parsed.clock === undefined ? undefined : parsed
  const date = writtenDate(rest)
  return date === undefined ? undefined : {...parsed, date}
}

function takeZone(tail: string): {zone: Zone | undefined; left: string} {
  const offset = OFFSET.exec(tail)
  if (offset !== null) {
    const [whole, sign, hours, minutes = '0'] = offset
    return {
      zone: {offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))},
      left: tail.replace(whole, ' '),
    }
  }
  const name = ZONE_NAME.exec(tail)?.[0]
  if (name === undefined || monthOf(name) !== undefined || isWeekday(name)) return {zone: undefined, left: tail}
  const utc = name === 'UTC' || name === 'GMT'
  return {zone: utc ? {offset: 0} : {name}, left: tail.replace(name, ' ')}
}

function half(meridiem: RegExpExecArray | null): 'am' | 'pm' | undefined {
  if (meridiem === null) return undefined
  return meridiem[2] !== undefined || meridiem[1]?.toLowerCase() === 'a' ? 'am' : 'pm'
}

function clockTime(
  hourText = '',
  minuteText = '',
  secondText = '0',
  fraction = '',
  meridiem?: 'am' | 'pm',
): Clock | undefined {
  let hour = Number(hourText)
  const minute = Number(minuteText)
  const second = Number(secondText)
  if (meridiem !== undefined && hour <= 12) hour = (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  // 60 is a leap second: it is counted as the next one.
  if (hour > 23 || minute > 59 || second > 60) return undefined
  return {hour, minute, second, nanos: fraction === '' ? 0 : Number(fraction.padEnd(9, '0').slice(0, 9))}
}

/** A date of numbers and month names in any order that leaves one reading, or the two of a pair. */
function writtenDate(text: string): CalendarDate | undefined {
  const separator = /\d\s*([./-])\s*\d/.exec(text)?.[1] ?? ''
  const words = text.split(/[\s,/.-]+/).filter((word) => word !== '' && !FILLER.test(word))
  if (words.length < 3 || words.length > 5) return undefined
  const numbers: string[] = []
  const names: string[] = []
  for (const word of words) {
    const number = /^(\d{1,4})(?:st|nd|rd|th|er|º|ª)?$/i.exec(word)?.[1]
    if (number === undefined) names.push(word)
    else numbers.push(number)
  }
  // Most cells that come here are texts: to know the names of months takes a while, and is not asked for them.
  if (numbers.length < 2) return undefined
  let month: number | undefined
  for (const name of names) {
    if (month === undefined && monthOf(name) !== undefined) month = monthOf(name)
    else if (!isWeekday(name)) return undefined
  }
  const [first = '', second = '', third] = numbers
  if (month !== undefined) {
    if (numbers.length !== 2) return undefined
    return first.length === 4
      ? calendarDate(Number(first), month, Number(second))
      : calendarDate(fullYear(second), month, Number(first))
  }
  if (numbers.length !== 3 || third === undefined) return undefined
  if (first.length === 4) return calendarDate(Number(first), Number(second), Number(third))
  if (first.length > 2 || second.length > 2 || third.length === 3) return undefined
  return {pair: [Number(first), Number(second)], year: fullYear(third), separator, shortYear: third.length < 3}
}

/** Chats are of this century. */
function fullYear(text: string): number {
  return text.length <= 2 ? 2000 + Number(text) : Number(text)
}

/** Undefined for a day that does not exist. */
export function calendarDate(
  year: number,
  month: number,
  day: number,
): {year: number; month: number; day: number} | undefined {
  if (year < 1900 || year >= 2200 || month < 1 || month > 12 || day < 1) return undefined
  // Day 0 of the next month is the last of this one.
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? {year, month, day} : undefined
}
