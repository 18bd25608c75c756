import type {z} from 'zod'
import {type Environment, optionValues} from './option-values.js'
import {optionsFromFlags} from './options-from-flags.js'
import type {Settings} from './settings.js'

/** An option with its value and where that came from. */
export interface ExplainedOption {
  key: string
  /** Absent: not set, and without a default. */
  value?: unknown
  origin: 'flag' | 'environment' | 'profile' | 'rc' | 'default'
  /** `--api`, `EVEROS_BASE_URL`, `api in .everportrc.yaml`; absent for defaults. */
  where?: string
}

/**
 * Every option of a schema, in its order.
 * @throws EverportError `CONFIG_INVALID`
 */
export function explainOptions(
  schema: z.ZodObject,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  {name, settings, source}: {name: string; settings: Settings; source?: string},
): ExplainedOption[] {
  const given = optionValues(schema, flags, env, settings.valuesFor(name, source))
  const options = optionsFromFlags({[name]: schema}, flags, env, settings, source)[name] ?? {}
  return Object.keys(schema.shape).map((key) => {
    const {origin, where} = given.get(key) ?? {origin: 'default' as const, where: undefined}
    const value = options[key]
    return {key, ...(value === undefined ? {} : {value}), origin, ...(where === undefined ? {} : {where})}
  })
}
