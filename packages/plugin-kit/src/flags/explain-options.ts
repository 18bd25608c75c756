import type {z} from 'zod'
import {type Environment, optionValues} from './option-values.js'
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

/** Every option of a schema, in its order. Nothing is checked: a value that does not fit is shown as it was given. */
export function explainOptions(
  schema: z.ZodObject,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  {name, settings, source}: {name: string; settings: Settings; source?: string},
): ExplainedOption[] {
  const given = optionValues(schema, flags, env, settings.valuesFor(name, source))
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, option]) => {
    const {origin = 'default' as const, value: raw, where} = given.get(key) ?? {}
    const {data: value = raw} = option.safeParse(raw)
    return {key, ...(value === undefined ? {} : {value}), origin, ...(where === undefined ? {} : {where})}
  })
}
