import {isSpeakerWord, roleClass} from '../records/role-words.js'
import {isTranscript} from '../records/transcript.js'
import {parseTime} from '../times/parse-time.js'

/** A column as the sample shows it. Shares are of the filled cells, from 0 to 1. */
export interface ColumnProfile {
  index: number
  /** As shown to people: `name`, `name_2` for the second of that name, `column 3` without a header. */
  label: string
  /** The name that the header gives it; empty without one. */
  name: string
  filled: number
  distinct: number
  /** Some of its values, in the order of the file. */
  values: string[]
  averageLength: number
  /** Cells with a blank between words. */
  worded: number
  /** Dates, and numbers that can be seconds, milliseconds or microseconds since 1970. */
  times: number
  /** Dates that are written as such. Ids are numbers too. */
  dated: number
  /** Times of day without a date. */
  clocks: number
  /** Dates without a time of day. */
  dates: number
  numbers: number
  flags: number
  /** `incoming` and `outgoing`. */
  directions: number
  links: number
  /** Words that say who speaks. */
  roles: number
  /** Words for rows that are no messages, see `RoleClass`. */
  events: number
  transcripts: number
}

const VALUES_KEPT = 60
const FLAG = /^(true|false|yes|no|y|n|0|1|t|f)$/i
const DIRECTION = /^(in|out|incoming|outgoing|sent|received|me|self|other)$/i
const LINK = /^(https?:\/\/|[A-Za-z]:\\|File\\|\.{0,2}\/|\[")|^[^\s]+\.[a-z0-9]{2,4}$/i

/** @param label and @param name as in the profile */
export function profileColumn(index: number, label: string, name: string, cells: readonly string[]): ColumnProfile {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => !isNothing(cell))
  const values = new Set(filled)
  const share = (test: (cell: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length
  const parsed = filled.map((cell) => parseTime(cell))
  const timeShare = (test: (time: NonNullable<(typeof parsed)[number]>) => boolean) =>
    filled.length === 0 ? 0 : parsed.filter((time) => time !== undefined && test(time)).length / filled.length
  return {
    index,
    label,
    name,
    filled: filled.length,
    distinct: values.size,
    values: [...values].slice(0, VALUES_KEPT),
    averageLength: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
    worded: share((cell) => /\S\s+\S/.test(cell)),
    times: timeShare(({date, number}) => date !== undefined || (number !== undefined && isEpochOrSerial(number))),
    dated: timeShare(({date}) => date !== undefined),
    clocks: timeShare(({date, clock, number}) => date === undefined && number === undefined && clock !== undefined),
    dates: timeShare(({date, clock}) => date !== undefined && clock === undefined),
    numbers: share((cell) => /^[+-]?\d+([.,]\d+)?$/.test(cell)),
    flags: share((cell) => FLAG.test(cell)),
    directions: share((cell) => DIRECTION.test(cell)),
    links: share((cell) => cell.length < 4000 && LINK.test(cell)),
    roles: share(isSpeakerWord),
    events: share((cell) => roleClass(cell) === 'none'),
    transcripts: share(isTranscript),
  }
}

/** `NULL` and the like stand for an empty cell in columns of ids and times; in texts they are words. */
export function isNothing(cell: string): boolean {
  return cell === '' || /^(null|nan|none|n\/a|na|nil|undefined)$/i.test(cell)
}

function isEpochOrSerial(number: string): boolean {
  const value = Number(number)
  // 2001 to 2096 in each unit. Nanoseconds are left out: long ids look like them.
  const epoch = [1, 1e3, 1e6].some((unit) => value >= 1e9 * unit && value < 4e9 * unit)
  return epoch || (value >= 20_000 && value < 80_000 && number.includes('.'))
}
