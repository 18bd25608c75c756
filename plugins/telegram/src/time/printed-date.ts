import {parseOffset} from './local-clock.js'

/** A date as printed: wall time as if it were UTC, in ms, and the offset when one is printed, in ms east of Greenwich. */
export interface PrintedDate {
  wall: number
  offset?: number
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/
const PAGE = /^(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: (UTC[+-]\d{1,2}:?\d\d|UTC))?$/

/** `2021-05-02T10:00:00` as the JSON writer prints it; also with fraction and offset, which adapted files have. */
export function parseIsoDate(text: unknown): PrintedDate | undefined {
  const match = typeof text === 'string' ? ISO.exec(text) : null
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, offset] = match
  const ms = Number(`0.${fraction ?? 0}`) * 1000
  return printed([year!, month!, day!, hour!, minute!, second ?? '0'], Math.floor(ms), offset)
}

/** `01.07.2023 12:00:00 UTC+01:00` as the titles of HTML exports have it; the offset since mid-2022. */
export function parsePageDate(text: string): PrintedDate | undefined {
  const match = PAGE.exec(text.trim().replace(/\s+/g, ' '))
  if (!match) return undefined
  const [, day, month, year, hour, minute, second, offset] = match
  return printed([year!, month!, day!, hour!, minute!, second ?? '0'], 0, offset)
}

function printed(fields: string[], ms: number, offset: string | undefined): PrintedDate | undefined {
  const [year, month, day, hour, minute, second] = fields.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // Date.UTC rolls 31 February over into March: a date that does not come back as it was is none.
  if (new Date(wall).getUTCDate() !== day || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined
  const east = offset === undefined ? undefined : parseOffset(offset)
  return east === undefined ? {wall} : {wall, offset: east}
}
