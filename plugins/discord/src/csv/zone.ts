/** A date and time as a clock on the wall shows it, as the Unix ms that it would be in UTC. */
export type WallClock = number

export interface ZonedTime {
  at: number
  /** `gap`: the clock never showed this time (spring), so it was moved forward. `overlap`: it showed it twice (autumn); this is the first. */
  fold: 'none' | 'gap' | 'overlap'
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}) !== undefined
  } catch {
    return false
  }
}

const HOUR = 3_600_000
const SPAN = 24 * HOUR

/** A converter for one IANA zone. Offsets come from Intl and are remembered for the day asked last: rows come in order. */
export function createZone(name: string): (wall: WallClock) => ZonedTime {
  if (name === 'UTC') return (wall) => ({at: wall, fold: 'none'})
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsetAt = (at: number): number => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({type, value}) => [type, Number(value)]))
    const shown = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!)
    return shown - Math.floor(at / 1000) * 1000
  }
  let quiet = {from: Number.NaN, offset: 0}
  return (wall) => {
    const day = Math.floor(wall / SPAN) * SPAN
    if (quiet.from === day) return {at: wall - quiet.offset, fold: 'none'}
    // No zone is more than 14 hours from UTC: when the offset is the same on both sides of the day, it has no change.
    const before = offsetAt(day - SPAN)
    const after = offsetAt(day + 2 * SPAN)
    if (before === after) {
      quiet = {from: day, offset: before}
      return {at: wall - before, fold: 'none'}
    }
    const early = wall - Math.max(before, after)
    const late = wall - Math.min(before, after)
    const fits = [early, late].filter((at) => at + offsetAt(at) === wall)
    if (fits.length === 2) return {at: early, fold: 'overlap'}
    return fits.length === 1 ? {at: fits[0]!, fold: 'none'} : {at: late, fold: 'gap'}
  }
}
