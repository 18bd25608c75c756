/** The value at a path of keys in an answer that nothing is known about, or undefined. */
export function at(value: unknown, ...keys: string[]): unknown {
  let current = value
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<string, unknown>)[key]
  }
  return current
}

/** The non-empty string at a path, or undefined. */
export function field(value: unknown, ...keys: string[]): string | undefined {
  const found = at(value, ...keys)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** The array at a path, or undefined. */
export function list(value: unknown, ...keys: string[]): unknown[] | undefined {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : undefined
}

/** Unix ms of a row's `timestamp`: a number, digits, or a date-time (UTC where it names no zone); NaN when there is none. */
export function timeOf(row: unknown): number {
  const time = at(row, 'timestamp')
  if (typeof time === 'number') return time
  if (typeof time !== 'string') return Number.NaN
  if (/^\d+$/.test(time)) return Number(time)
  return Date.parse(/T\d\d:\d\d[\d:.]*$/.test(time) ? `${time}Z` : time)
}
