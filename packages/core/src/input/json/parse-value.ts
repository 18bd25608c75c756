import {quoteLongIntegers} from './exact-integers.js'
import {type FieldTree, keepFields} from './field-tree.js'

/** How a value is built. */
export interface Build {
  /** Undefined: all of it. */
  fields: FieldTree | undefined
  /** Integers beyond 2^53 become strings. */
  exactIntegers: boolean
}

export const WHOLE: Build = {fields: undefined, exactIntegers: false}

/** What `JSON.parse` makes of the bytes, invalid UTF-8 as U+FFFD. Throws SyntaxError as it does. */
export function parseValue(bytes: Buffer, start: number, end: number, {fields, exactIntegers}: Build): unknown {
  const text = bytes.toString('utf8', start, end)
  const value: unknown = JSON.parse(exactIntegers ? quoteLongIntegers(text) : text)
  return fields === undefined ? value : keepFields(value, fields)
}
