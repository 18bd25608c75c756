/** `2026-05-28T11:30:36Z`, with six digits of a fraction where there is one: as pydantic writes an instant in UTC. */
export function zuluInstant(ms: number): string {
  return written(ms, (ms % 1000) * 1000)
}

/**
 * What the self-hosted server makes of a timestamp: it divides by a thousand, in floating point, and Python rounds that to microseconds. From
 * the year 2242 on the fraction shows it (everos 1.5.1 component/utils/datetime.py from_timestamp).
 */
export function storedInstant(ms: number): string {
  const seconds = ms / 1000
  return written(ms, halfToEven((seconds - Math.floor(seconds)) * 1_000_000))
}

/** The same in ms: it cuts off what is behind them. */
export function storedMs(ms: number): number {
  const seconds = Math.floor(ms / 1000)
  return seconds * 1000 + Math.floor(halfToEven((ms / 1000 - seconds) * 1_000_000) / 1000)
}

function written(ms: number, microseconds: number): string {
  const carries = microseconds === 1_000_000 ? 1 : 0
  const second = new Date((Math.floor(ms / 1000) + carries) * 1000).toISOString().slice(0, -5)
  return microseconds === 0 || carries === 1 ? `${second}Z` : `${second}.${String(microseconds).padStart(6, '0')}Z`
}

function halfToEven(value: number): number {
  const whole = Math.floor(value)
  const rest = value - whole
  return rest > 0.5 || (rest === 0.5 && whole % 2 === 1) ? whole + 1 : whole
}

// What Python's datetime.fromisoformat takes of ISO 8601, without its week dates.
const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:.(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d(?:\.\d+)?)?)?)?)?$/
const FIRST_YEAR = Date.UTC(0, 0, 1) - 1
const LATEST = 253_402_300_799_999

/** Unix ms of a filter's operand: a number, below 10^12 in seconds, or ISO 8601, without a zone in UTC. Undefined: neither. */
export function filterInstant(value: unknown): number | undefined {
  if (typeof value === 'number') {
    const whole = Math.trunc(value)
    const at = whole >= 1e12 ? whole : whole * 1000
    return at <= LATEST && at > FIRST_YEAR - 1900 * 366 * 86_400_000 ? at : undefined
  }
  if (typeof value !== 'string' || value.includes("'")) return undefined
  const parts = ISO.exec(value.trim())
  if (parts === null) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = parts
  const offset = /^([+-]\d\d):?(\d\d)?/.exec(zone)
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`
  const at = Date.parse(`${iso}${offset === null ? 'Z' : `${offset[1]}:${offset[2] ?? '00'}`}`)
  return Number.isNaN(at) ? undefined : at
}
