/** Slack's `seconds.microseconds`, taken apart. */
export interface Timestamp {
  /** Always ten-digit style with six decimals, e.g. `1433860261.000003`: what messages are joined by. */
  readonly id: string
  /** Unix milliseconds, rounded down. */
  readonly ms: number
  /** Microseconds within the millisecond, 0 to 999. Until 2018 the fraction is a counter within the second. */
  readonly micros: number
}

const ZERO = 48
const DOT = 46

/**
 * Reads a `ts`. Never through a float: `1355517523.000100` would lose its zeros and with them its identity.
 * Undefined for anything that is no time: missing, empty, `NaN`, a decimal comma, more than ten digits of seconds, zero.
 */
export function parseTimestamp(value: unknown): Timestamp | undefined {
  if (typeof value === 'string' && value.length === 17 && value.charCodeAt(10) === DOT) {
    const seconds = digits(value, 0, 10)
    const micros = digits(value, 11, 17)
    if (seconds > 0 && micros >= 0) return timestamp(value, seconds, micros)
  }
  return parseUnusual(value)
}

/** Other lengths, and the JSON numbers of third-party tools: six decimals are what a double still holds of today's seconds. */
function parseUnusual(value: unknown): Timestamp | undefined {
  const written = typeof value === 'number' ? value.toFixed(6) : value
  const [, whole, fraction = ''] = typeof written === 'string' ? (/^(\d{1,10})(?:\.(\d+))?$/.exec(written) ?? []) : []
  if (whole === undefined || Number(whole) === 0) return undefined
  const six = fraction.padEnd(6, '0').slice(0, 6)
  return timestamp(`${Number(whole)}.${six}`, Number(whole), Number(six))
}

function timestamp(id: string, seconds: number, micros: number): Timestamp {
  const ms = Math.floor(micros / 1000)
  return {id, ms: seconds * 1000 + ms, micros: micros - ms * 1000}
}

/** The number that the digits from `start` to `end` spell; -1 when one of them is none. */
function digits(text: string, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** The joining form of a `ts` that names another message (`thread_ts`, `deleted_ts`). */
export function timestampId(value: unknown): string | undefined {
  return parseTimestamp(value)?.id
}
