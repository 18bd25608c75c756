import {asFlag, asInteger, asNumber} from './lax.js'
import {InvalidBody, type PlacePart} from './refusal.js'

/** A JSON object whose keys are not known yet. */
export type Fields = Record<string, unknown>

// Sentences of pydantic 2, which all three servers answer with (CORE global_exception_handler.py; OSSDOC "Errors").
const NOT_OBJECT = 'Input should be a valid dictionary or object to extract fields from'
const NOT_TEXT = 'Input should be a valid string'
const LONE_SURROGATE = /[\ud800-\udfff]/u

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Runs a check one level deeper: the place of what it refuses starts with `prefix`. */
export function within<T>(prefix: readonly PlacePart[], check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof InvalidBody) error.place.unshift(...prefix)
    throw error
  }
}

export function object(value: unknown): Fields {
  if (!isFields(value)) throw new InvalidBody(NOT_OBJECT)
  return value
}

export function isPresent(fields: Fields, key: string): boolean {
  return Object.hasOwn(fields, key)
}

export function required(fields: Fields, key: string): unknown {
  if (!Object.hasOwn(fields, key)) throw new InvalidBody('Field required', [key])
  return fields[key]
}

export interface TextRule {
  /** As it is, half a surrogate pair included: pydantic looks into a string only where it has a rule for it. */
  raw?: boolean
  min?: number
  max?: number
  pattern?: RegExp
}

export function text(fields: Fields, key: string, rule: TextRule = {}): string {
  return textValue(required(fields, key), [key], rule)
}

/** Absent and null are both undefined. */
export function optionalText(fields: Fields, key: string, rule: TextRule = {}): string | undefined {
  const value = fields[key]
  return value === undefined || value === null ? undefined : textValue(value, [key], rule)
}

export function textValue(value: unknown, place: PlacePart[], rule: TextRule = {}): string {
  if (typeof value !== 'string') throw new InvalidBody(NOT_TEXT, place)
  if (!rule.raw && LONE_SURROGATE.test(value))
    throw new InvalidBody('Input should be a valid string, unable to parse raw data as a unicode string', place)
  if (rule.min !== undefined && value.length < rule.min)
    throw new InvalidBody(`String should have at least ${characters(rule.min)}`, place)
  // Python counts code points, JavaScript UTF-16 units: only a string that looks too long is counted again.
  if (rule.max !== undefined && value.length > rule.max && [...value].length > rule.max)
    throw new InvalidBody(`String should have at most ${characters(rule.max)}`, place)
  if (rule.pattern !== undefined && !rule.pattern.test(value))
    throw new InvalidBody(`String should match pattern '${rule.pattern.source}'`, place)
  return value
}

export function integer(fields: Fields, key: string): number {
  const value = asInteger(required(fields, key))
  if (value === undefined) throw new InvalidBody('Input should be a valid integer', [key])
  return value
}

export function optionalInteger(fields: Fields, key: string, least: number, most: number): number | undefined {
  if (!Object.hasOwn(fields, key)) return undefined
  const value = integer(fields, key)
  if (value < least) throw new InvalidBody(`Input should be greater than or equal to ${least}`, [key])
  if (value > most) throw new InvalidBody(`Input should be less than or equal to ${most}`, [key])
  return value
}

/** Absent is undefined. */
export function optionalFlag(fields: Fields, key: string): boolean | undefined {
  if (fields[key] === undefined) return undefined
  const value = asFlag(fields[key])
  if (value === undefined) throw new InvalidBody('Input should be a valid boolean', [key])
  return value
}

export function optionalFraction(fields: Fields, key: string): number | undefined {
  if (fields[key] === undefined || fields[key] === null) return undefined
  const value = asNumber(fields[key])
  if (value === undefined) throw new InvalidBody('Input should be a valid number', [key])
  if (!(value >= 0)) throw new InvalidBody('Input should be greater than or equal to 0', [key])
  if (!(value <= 1)) throw new InvalidBody('Input should be less than or equal to 1', [key])
  return value
}

export function oneOf<const T extends string>(value: unknown, allowed: readonly T[], place: PlacePart[]): T {
  const match = allowed.find((item) => item === value)
  if (match === undefined) throw new InvalidBody(`Input should be ${listed(allowed)}`, place)
  return match
}

export function list(fields: Fields, key: string, least: number, most: number): unknown[] {
  const value = required(fields, key)
  if (!Array.isArray(value)) throw new InvalidBody('Input should be a valid list', [key])
  if (value.length < least)
    throw new InvalidBody(`List should have at least ${items(least)} after validation, not ${value.length}`, [key])
  if (value.length > most)
    throw new InvalidBody(`List should have at most ${items(most)} after validation, not ${value.length}`, [key])
  return value
}

export function optionalObject(fields: Fields, key: string): Fields | undefined {
  const value = fields[key]
  if (value === undefined || value === null) return undefined
  if (!isFields(value)) throw new InvalidBody('Input should be a valid dictionary', [key])
  return value
}

export function forbidOthers(fields: Fields, known: ReadonlySet<string>): void {
  for (const key of Object.keys(fields))
    if (!known.has(key)) throw new InvalidBody('Extra inputs are not permitted', [key])
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`
}

function items(count: number): string {
  return count === 1 ? '1 item' : `${count} items`
}

function listed(allowed: readonly string[]): string {
  const quoted = allowed.map((item) => `'${item}'`)
  const last = quoted.pop()
  return quoted.length === 0 ? `${last}` : `${quoted.join(', ')} or ${last}`
}
