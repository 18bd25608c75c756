import {parseIsoDate} from './printed-date.js'

const LONGEST = 15 * 3_600_000

/**
 * Until version 2.1.9 every message carries `edited`, and "not edited" is unix time 0 printed in local time:
 * `"edited": "1970-01-01T05:00:00"` -> the computer was 5 hours east of Greenwich (in January 1970; summer time is not told).
 * @returns ms east of Greenwich, or undefined when the value is a real edit time
 */
export function zoneHint(edited: unknown): number | undefined {
  // Cheap refusal first: this is asked for every message of an old file until one answers.
  if (typeof edited !== 'string' || !(edited.startsWith('1970-01-01') || edited.startsWith('1969-12-31')))
    return undefined
  const date = parseIsoDate(edited)
  return date && date.offset === undefined && Math.abs(date.wall) <= LONGEST ? date.wall : undefined
}
