import {type ZoneClock, zoneClock} from './local-time.js'
import {type CalendarDate, calendarDate, type ParsedTime, parseTime, type Zone} from './parse-time.js'
import {readPlainTime} from './plain-time.js'
import type {DateOrder} from './time-evidence.js'

/** What was decided for a whole time column. */
export interface ColumnClock {
  order: DateOrder
  /** IANA zone of times without one. */
  zone: string | undefined
  /** Numbers are serial dates of a spreadsheet that counts from this year. */
  excel: '1900' | '1904' | undefined
}

/** An instant, or why there is none. `nanos` is what stands behind the millisecond. */
export type Instant =
  | {at: number; nanos: number; moved?: 'gap' | 'twice'; dateOnly?: boolean}
  | {at: undefined; problem: 'unreadable' | 'no-zone' | 'unknown-zone'}

/** Days from the spreadsheet's day 0 to 1970. */
const EXCEL_EPOCH = {'1900': 25_569, '1904': 25_569 - 1462}
/** Larger numbers are no days of any century that chats are from. */
const MOST_SERIAL = 1e6
const DAY = 24 * 60 * 60_000

/** The instant that a cell names. `own` as for `toInstant`. */
export function instantOf(cell: string, clock: ColumnClock, own = ''): Instant {
  const plain = readPlainTime(cell)
  if (plain === undefined) return toInstant(parseTime(cell), clock, own)
  const {local, nanos, offset} = plain
  if (offset !== undefined) return {at: local - offset * 60_000, nanos}
  const instant = inZone(local, undefined, clock, own)
  if (instant.at !== undefined) instant.nanos = nanos
  return instant
}

/**
 * @param own the row's own zone column, when filled: a zone name or an offset. It beats the column's zone; an offset in the time itself beats both.
 */
export function toInstant(parsed: ParsedTime | undefined, clock: ColumnClock, own = ''): Instant {
  if (parsed === undefined) return {at: undefined, problem: 'unreadable'}
  if (parsed.number !== undefined) {
    const serial = Number(parsed.number)
    return clock.excel === undefined || serial >= MOST_SERIAL
      ? fromEpoch(parsed.number)
      : fromSerial(serial, clock, clock.excel, own)
  }
  const date = parsed.date === undefined ? undefined : orderedDate(parsed.date, clock.order)
  if (date === undefined) return {at: undefined, problem: 'unreadable'}
  const {hour, minute, second, nanos} = parsed.clock ?? {hour: 0, minute: 0, second: 0, nanos: 0}
  const local = Date.UTC(date.year, date.month - 1, date.day, hour, minute, second) + Math.floor(nanos / 1e6)
  const instant = inZone(local, parsed.zone, clock, own)
  if (instant.at === undefined) return instant
  instant.nanos = nanos % 1e6
  return parsed.clock === undefined ? {...instant, dateOnly: true} : instant
}

function orderedDate(date: CalendarDate, order: DateOrder): {year: number; month: number; day: number} | undefined {
  if (!('pair' in date)) return date
  const [first, second] = date.pair
  if (order === 'ymd') return date.shortYear ? calendarDate(2000 + first, second, date.year % 100) : undefined
  return order === 'dmy' ? calendarDate(date.year, second, first) : calendarDate(date.year, first, second)
}

/** Unit by size: seconds below 1e11, milliseconds below 1e14, microseconds below 1e17, else nanoseconds. Exact: no floating point. */
function fromEpoch(number: string): Instant {
  const [whole = '', fraction = ''] = number.split('.')
  const digits = whole.replace(/^0+(?=\d)/, '').length
  if (digits <= 11) {
    const below = Number(fraction.padEnd(9, '0').slice(0, 9))
    return {at: Number(whole) * 1000 + Math.floor(below / 1e6), nanos: below % 1e6}
  }
  if (digits <= 14 && fraction === '') return {at: Number(whole), nanos: 0}
  const decimals = digits <= 14 ? 6 : digits <= 17 ? 3 : 0
  const nanos = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  return {at: Number(nanos / 1_000_000n), nanos: Number(nanos % 1_000_000n)}
}

function fromSerial(serial: number, clock: ColumnClock, system: '1900' | '1904', own: string): Instant {
  const exact = (serial - EXCEL_EPOCH[system]) * DAY
  // Cells are written with about seven decimals of a day: a few ms around the second that was meant.
  const second = Math.round(exact / 1000) * 1000
  const instant = inZone(Math.abs(exact - second) < 10 ? second : Math.round(exact), undefined, clock, own)
  return instant
}

function inZone(
  local: number,
  written: Zone | undefined,
  clock: ColumnClock,
  own: string,
): {at: number; moved?: 'gap' | 'twice'; nanos: number} | {at: undefined; problem: 'no-zone' | 'unknown-zone'} {
  if (written !== undefined && 'offset' in written) return {at: local - written.offset * 60_000, nanos: 0}
  if (written !== undefined) return inNamedZone(local, written.name, clock)
  const name = own === '' ? clock.zone : own.trim() || clock.zone
  if (name === undefined) return {at: undefined, problem: 'no-zone'}
  const zone = knownZone(name)
  if (zone === undefined) return {at: undefined, problem: 'unknown-zone'}
  return typeof zone === 'number' ? {at: local - zone * 60_000, nanos: 0} : inPlace(local, zone)
}

function inPlace(local: number, zone: ZoneClock): {at: number; moved?: 'gap' | 'twice'; nanos: number} {
  const {at, moved} = zone.toInstant(local)
  return moved === undefined ? {at, nanos: 0} : {at, moved, nanos: 0}
}

let lastZone: {name: string; is: number | ZoneClock | undefined} | undefined

/** Minutes, or the clock of the place; undefined when the name is of none. Mostly all rows have the same one. */
function knownZone(name: string): number | ZoneClock | undefined {
  if (lastZone?.name !== name) lastZone = {name, is: offsetOf(name) ?? zoneClock(name)}
  return lastZone.is
}

/** `PST` names no zone by itself; it is understood when the zone of the option calls itself so at that time. */
function inNamedZone(local: number, name: string, clock: ColumnClock): ReturnType<typeof inZone> {
  if (name.includes('/')) {
    const zone = zoneClock(name)
    return zone === undefined ? {at: undefined, problem: 'unknown-zone'} : inPlace(local, zone)
  }
  const zone = clock.zone === undefined ? undefined : zoneClock(clock.zone)
  const instant = zone?.toInstant(local)
  return instant !== undefined && zone?.abbreviation(instant.at) === name
    ? {...instant, nanos: 0}
    : {at: undefined, problem: 'unknown-zone'}
}

/** Minutes east of UTC for `UTC`, `Z`, `+02:00`, `-0530`, `UTC+2`; seconds (`3600`) as some logs write them are not understood. */
export function offsetOf(name: string): number | undefined {
  if (/^(utc|gmt|z)$/i.test(name)) return 0
  const match = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(name)
  return match === null ? undefined : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0))
}
