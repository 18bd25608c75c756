import {quoteLongIntegers} from './exact-integers.js'

/** How a selected value is built. */
export interface Build {
  fields?: readonly string[]
  exactIntegers?: boolean
}

/** What `JSON.parse` makes of the bytes, invalid UTF-8 as U+FFFD. Throws SyntaxError as it does. */
export function parseValue(bytes: Buffer, start: number, end: number, {fields, exactIntegers}: Build): unknown {
  const text = bytes.toString('utf8', start, end)
  const value: unknown = JSON.parse(exactIntegers ? quoteLongIntegers(text) : text)
  return fields === undefined ? value : keepFields(value, fields)
}

function keepFields(value: unknown, fields: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const kept: Record<string, unknown> = {}
  for (const field of fields) {
    if (!Object.hasOwn(value, field)) continue
    const member = (value as Record<string, unknown>)[field]
    if (field !== '__proto__') kept[field] = member
    // an assignment would change the prototype
    else Object.defineProperty(kept, field, {value: member, writable: true, enumerable: true, configurable: true})
  }
  return kept
}
