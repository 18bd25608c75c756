import type {z} from 'zod'
import {environmentNames} from './environment-name.js'
import {type OptionFlag, optionFlags} from './option-flag.js'
import {splitList} from './split-list.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** A value that a person gave, and what to call it when it is wrong. */
export interface GivenValue {
  value: unknown
  /** `--max-messages 700` or `EVERPORT_MAX_MESSAGES=700`. */
  as: string
}

/** What was given for the options of a schema, by key: the flag first, then the environment. Empty variables count as not set. */
export function optionValues(
  schema: z.ZodObject,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
): Map<string, GivenValue> {
  const values = new Map<string, GivenValue>()
  for (const option of optionFlags(schema)) {
    const given = fromFlag(option, flags[option.flag]) ?? fromEnvironment(option, env)
    if (given) values.set(option.key, given)
  }
  return values
}

function fromFlag(option: OptionFlag, given: unknown): GivenValue | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'boolean') return {value: given, as: given ? `--${option.flag}` : `--no-${option.flag}`}
  const parts = Array.isArray(given) ? given.map(String) : [String(given)]
  return {value: typed(option, parts), as: `--${option.flag} ${parts.join(',')}`}
}

function fromEnvironment(option: OptionFlag, env: Environment): GivenValue | undefined {
  for (const name of environmentNames(option.flag)) {
    const text = env[name]?.trim()
    if (text) return {value: typed(option, [text]), as: `${name}=${text}`}
  }
  return undefined
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
