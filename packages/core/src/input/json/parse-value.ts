import {type DigitFields, readDigits} from './digit-fields.js'
import {quoteLongIntegers} from './exact-integers.js'
import {type FieldTree, keepFields} from './field-tree.js'

/** How a value is built. */
export interface Build {
  /** Undefined: all of it. */
  fields: FieldTree | undefined
  /** Of the object, not of what it holds. */
  digits: DigitFields | undefined
  /** Integers beyond 2^53 become strings. */
  exactIntegers: boolean
}

export const WHOLE: Build = {fields: undefined, digits: undefined, exactIntegers: false}

/** What `JSON.parse` makes of the bytes, invalid UTF-8 as U+FFFD. Throws SyntaxError as it does. */
export function parseValue(bytes: Buffer, start: number, end: number, {fields, digits, exactIntegers}: Build): unknown {
  const text = bytes.toString('utf8', start, end)
  const value: unknown = JSON.parse(exactIntegers ? quoteLongIntegers(text) : text)
  if (fields === undefined) return value
  const kept = keepFields(value, fields)
  if (digits !== undefined && isObject(kept)) readDigits(kept, digits)
  return kept
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
