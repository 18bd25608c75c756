/** Offset of the zone at instants of one quarter of an hour: transitions happen at quarters. Milliseconds, by zone and quarter. */
const QUARTER = 15 * 60_000
const DAY = 24 * 60 * 60_000
const MOST = 20_000

export interface LocalTime {
  /** Unix ms. */
  at: number
  /** The clocks were moved: `gap`, this time did not exist and was moved forward; `twice`, it happened twice and the earlier is taken. */
  moved?: 'gap' | 'twice'
}

export interface ZoneClock {
  /** @param local the wall clock's reading, as if it were UTC, in ms */
  toInstant(local: number): LocalTime
  /** What the zone calls itself at the instant, e.g. `PST`. */
  abbreviation(at: number): string
}

const clocks = new Map<string, ZoneClock>()

/** The clock of an IANA zone, or undefined when there is none of that name. */
export function zoneClock(name: string): ZoneClock | undefined {
  const known = clocks.get(name)
  if (known !== undefined) return known
  try {
    const clock = createZoneClock(name)
    if (clocks.size < 500) clocks.set(name, clock)
    return clock
  } catch {
    return undefined
  }
}

function createZoneClock(timeZone: string): ZoneClock {
  const offsets = new Map<number, number>()
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const short = new Intl.DateTimeFormat('en-US', {timeZone, timeZoneName: 'short'})

  function offset(at: number): number {
    const quarter = Math.floor(at / QUARTER)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    if (offsets.size >= MOST) offsets.clear()
    const part = new Map(format.formatToParts(quarter * QUARTER).map(({type, value}) => [type, Number(value)]))
    const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0
    const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
    offsets.set(quarter, wall - quarter * QUARTER)
    return wall - quarter * QUARTER
  }

  return {
    toInstant(local) {
      const before = local - offset(local - DAY)
      const after = local - offset(local + DAY)
      if (before === after && before + offset(before) === local) return {at: before}
      const fits = [...new Set([before, after])].filter((at) => at + offset(at) === local).sort((a, b) => a - b)
      const [earlier, later] = fits
      if (earlier === undefined) return {at: before, moved: 'gap'}
      return later === undefined ? {at: earlier} : {at: earlier, moved: 'twice'}
    },
    abbreviation: (at) => short.formatToParts(at).find(({type}) => type === 'timeZoneName')?.value ?? '',
  }
}
