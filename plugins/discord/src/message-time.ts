import {snowflakeTime} from './snowflake.js'
import {usualTime} from './usual-time.js'

export interface Timestamp {
  /** Unix ms; the fraction is cut to milliseconds. Read as UTC when the text names no zone. */
  at: number
  hasFraction: boolean
  hasZone: boolean
}

// 2023-01-06T14:03:03.853+00:00 · …T13:15:48.3790000+03:00 · 2020-11-30 23:30:03.690000+00:00 · 2021-10-13 15:35:46
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

/**
 * Reads every ISO form that Discord's exports use. `Date.parse` alone is no help: it reads `2021-10-13 15:35:46` as local time.
 * Undefined for anything else and for year 1, which DiscordChatExporter writes for "unknown".
 */
export function parseTimestamp(text: unknown): Timestamp | undefined {
  if (typeof text !== 'string') return undefined
  const usual = usualTime(text)
  if (usual !== undefined) return {at: usual, hasFraction: true, hasZone: true}
  const match = ISO.exec(text.trim())
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const wall = Date.UTC(
    year!,
    month! - 1,
    day,
    hour,
    minute,
    second,
    Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)),
  )
  const isReal = month! >= 1 && month! <= 12 && new Date(wall).getUTCDate() === day && hour! < 24 && minute! < 60
  if (!isReal || year! < 1970) return undefined
  return {at: wall - offsetOf(match[8]), hasFraction: match[7] !== undefined, hasZone: match[8] !== undefined}
}

/**
 * When a message was sent. The written time wins, because hand-made ids say anything; the id only adds the milliseconds that a
 * writer left out (both agree to the second), or stands in when no time was written.
 */
export function messageTime(timestamp: unknown, id: string): number | undefined {
  const written = parseTimestamp(timestamp)
  if (written?.hasFraction) return written.at
  const fromId = snowflakeTime(id)
  if (written === undefined || fromId === undefined) return written?.at ?? fromId
  return Math.floor(fromId / 1000) === Math.floor(written.at / 1000) ? fromId : written.at
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
