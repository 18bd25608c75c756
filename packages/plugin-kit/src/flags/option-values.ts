import type {z} from 'zod'
import {environmentNames} from './environment-name.js'
import {type OptionFlag, optionFlags} from './option-flag.js'
import {splitList} from './split-list.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** A value that a person gave, where, and what to call it when it is wrong. */
export interface GivenValue {
  value: unknown
  origin: 'flag' | 'environment' | 'profile' | 'rc'
  /** `--max-messages`, `EVERPORT_MAX_MESSAGES`, `maxMessages in .everportrc.yaml` */
  where: string
  /** `--max-messages 700`, `EVERPORT_MAX_MESSAGES=700`, `maxMessages in .everportrc.yaml` */
  as: string
}

/** What a configuration says about the options of one schema, of one rank. */
export interface RcValues {
  origin: 'profile' | 'rc'
  values: Readonly<Record<string, unknown>>
  /** `sources.csv.map in .everportrc.yaml` */
  place(key: string): string
}

/**
 * What was given for the options of a schema, by key: the flag first, then the environment, then the configuration. Empty
 * variables count as not set.
 * @param rc the most important first
 */
export function optionValues(
  schema: z.ZodObject,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  rc: readonly RcValues[] = [],
): Map<string, GivenValue> {
  const values = new Map<string, GivenValue>()
  // What can be no flag stands in the configuration only.
  for (const key of Object.keys(schema.shape)) {
    const given = fromRc(key, rc)
    if (given) values.set(key, given)
  }
  for (const option of optionFlags(schema)) {
    const given = fromFlag(option, flags[option.flag]) ?? fromEnvironment(option, env)
    if (given) values.set(option.key, given)
  }
  return values
}

function fromFlag(option: OptionFlag, given: unknown): GivenValue | undefined {
  if (given === undefined) return undefined
  const where = given === false ? `--no-${option.flag}` : `--${option.flag}`
  if (typeof given === 'boolean') return {value: given, origin: 'flag', where, as: where}
  const parts = Array.isArray(given) ? given.map(String) : [String(given)]
  return {value: typed(option, parts), origin: 'flag', where, as: `${where} ${parts.join(',')}`}
}

function fromEnvironment(option: OptionFlag, env: Environment): GivenValue | undefined {
  for (const name of environmentNames(option.flag)) {
    const text = env[name]?.trim()
    if (text) return {value: typed(option, [text]), origin: 'environment', where: name, as: `${name}=${text}`}
  }
  return undefined
}

function fromRc(key: string, rc: readonly RcValues[]): GivenValue | undefined {
  const found = rc.find(({values}) => Object.hasOwn(values, key) && values[key] !== undefined)
  if (!found) return undefined
  const place = found.place(key)
  return {value: found.values[key], origin: found.origin, where: place, as: place}
}

/** What does not fit stays text, so that the schema names it. */
function typed(option: OptionFlag, parts: readonly string[]): unknown {
  if (option.kind === 'list') return parts.flatMap(splitList)
  const text = parts.join(',')
  if (option.kind === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  if (option.kind === 'boolean') return BOOLEANS[text.toLowerCase()] ?? text
  return text
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  '1': true,
  true: true,
  yes: true,
  y: true,
  on: true,
  '0': false,
  false: false,
  no: false,
  n: false,
  off: false,
}
