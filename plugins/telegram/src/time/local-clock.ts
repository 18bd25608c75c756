/**
 * Wall time -> unix ms.
 * @param wall the printed date and time as if it were UTC, in ms
 * @param notBefore where the clock struck an hour twice, the reading that is not before this instant wins; default: the first
 */
export type LocalClock = (wall: number, notBefore?: number) => number

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The clock of an IANA zone (`Europe/Berlin`) or a fixed offset (`+02:00`, `UTC-3`), or undefined when the zone is unknown. */
export function createLocalClock(zone: string): LocalClock | undefined {
  const fixed = parseOffset(zone)
  if (fixed !== undefined) return (wall) => wall - fixed
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {...FIELDS, timeZone: zone})
  } catch {
    return undefined
  }
  const offsetAt = cachedByDay((instant) => offsetOf(format, instant))
  return (wall, notBefore = Number.NEGATIVE_INFINITY) => {
    const before = offsetAt(wall - DAY)
    const after = offsetAt(wall + DAY)
    if (before === after) return wall - before
    const candidates = [wall - before, wall - after].filter((at) => offsetAt(at) === wall - at).sort((a, b) => a - b)
    // None: the clock jumped over this time; the offset from before the jump is what the writer's library uses.
    return candidates.find((at) => at >= notBefore) ?? candidates[0] ?? wall - before
  }
}

/** `+02:00`, `-0330`, `UTC+5`, `Z`, `UTC` -> ms east of Greenwich. */
export function parseOffset(text: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(text)) return 0
  const match = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text.replace('\u2212', '-'))
  if (!match) return undefined
  const ms = Number(match[2]) * HOUR + Number(match[3] ?? 0) * 60_000
  if (ms > 15 * HOUR) return undefined
  return match[1] === '-' ? -ms : ms
}

/** ms east of Greenwich -> `+02:00`. */
export function formatOffset(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  const two = (n: number) => String(n).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const FIELDS = {
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const satisfies Intl.DateTimeFormatOptions

function offsetOf(format: Intl.DateTimeFormat, instant: number): number {
  const part: Record<string, number> = {}
  for (const {type, value} of format.formatToParts(instant)) part[type] = Number(value)
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return wall - Math.floor(instant / 1000) * 1000
}

/** Asking Intl costs microseconds: a day whose two ends agree has one offset, and is asked once. */
function cachedByDay(offset: (instant: number) => number): (instant: number) => number {
  const days = new Map<number, number | undefined>()
  const ofDay = (day: number) => {
    if (days.has(day)) return days.get(day)
    const start = offset(day * DAY)
    const constant = offset((day + 1) * DAY) === start ? start : undefined
    days.set(day, constant)
    return constant
  }
  return (instant) => {
    if (!Number.isFinite(instant) || Math.abs(instant) > 8e15) return 0
    return ofDay(Math.floor(instant / DAY)) ?? offset(instant)
  }
}
