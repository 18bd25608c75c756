// What pydantic reads in its lax mode, in which all three servers leave it. Seen with everos 1.5.1 (pydantic 2.12).

const INTEGER = /^\s*[+-]?\d+(?:_\d+)*(?:\.0*)?\s*$/
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/
const FLAGS = new Map<unknown, boolean>([
  ...['1', 'on', 't', 'true', 'y', 'yes', 1, true].map((value) => [value, true] as const),
  ...['0', 'off', 'f', 'false', 'n', 'no', 0, false].map((value) => [value, false] as const),
])
/** From here on JSON.stringify writes an exponent, which Python reads as a float, and no integer has so many digits there. */
const FLOAT = 1e21

/** Whole numbers, also as digits; true is 1. */
export function asInteger(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  const number = typeof value === 'string' && INTEGER.test(value) ? Number(value.replaceAll('_', '')) : value
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < FLOAT ? number : undefined
}

/** Numbers, also as digits; true is 1. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') return DECIMAL.test(value) ? Number(value) : undefined
  return typeof value === 'number' ? value : undefined
}

/** `yes`, `on`, `t`, 1 and their like; case does not matter. */
export function asFlag(value: unknown): boolean | undefined {
  return FLAGS.get(typeof value === 'string' ? value.toLowerCase() : value)
}
