import {problemSentence} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'
import type {z} from 'zod'
import {environmentNames} from './environment-name.js'
import {optionFlags} from './option-flag.js'
import {type Environment, type GivenValue, optionValues} from './option-values.js'
import {NO_SETTINGS, type Settings} from './settings.js'

/** Schemas by a name of the caller's, e.g. `{delivery: DeliveryOptions, source: slack.options}`. */
export type Schemas = Readonly<Record<string, z.ZodObject>>
export type OptionsOf<S extends Schemas> = {[Name in keyof S]: z.output<S[Name]>}

/**
 * Parsed flags, the environment and the configuration -> options that went through their schemas, defaults applied.
 * @param source id of the source whose options the schema `source` has
 * @throws EverportError `CONFIG_INVALID` with all problems of all schemas at once, each under the name that the person used.
 */
export function optionsFromFlags<S extends Schemas>(
  schemas: S,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
  settings: Settings = NO_SETTINGS,
  source?: string,
): OptionsOf<S> {
  const problems: string[] = []
  const options: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(schemas)) {
    const given = optionValues(schema, flags, env, settings.valuesFor(name, source))
    const result = schema.safeParse(Object.fromEntries([...given].map(([key, {value}]) => [key, value])))
    if (result.success) options[name] = result.data
    else problems.push(...problemsOf(result.error.issues, schema, given))
  }
  if (problems.length > 0) throw optionsError(problems)
  return options as OptionsOf<S>
}

/** Only what a person set, by flag or environment, checked like the rest. For options that were decided before, as of a run that is resumed. */
export function givenOptions<Schema extends z.ZodObject>(
  schema: Schema,
  flags: Readonly<Record<string, unknown>>,
  env: Environment,
): Partial<z.output<Schema>> {
  const given = optionValues(schema, flags, env)
  const {options} = optionsFromFlags({options: schema}, flags, env)
  return Object.fromEntries(Object.entries(options).filter(([key]) => given.has(key))) as Partial<z.output<Schema>>
}

function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodObject,
  given: ReadonlyMap<string, GivenValue>,
): string[] {
  return issues.map((issue) => {
    const key = String(issue.path[0] ?? '')
    const value = given.get(key)
    if (value) return `${value.as}: ${problemSentence(issue)}`
    const option = optionFlags(schema).find((one) => one.key === key)
    if (!option) return key === '' ? problemSentence(issue) : `${key}: ${problemSentence(issue)}`
    return `--${option.flag} (or ${environmentNames(option.flag)[0]}) is needed: ${option.description}`
  })
}

function optionsError(problems: readonly string[]): EverportError {
  const [first] = problems
  const message =
    problems.length === 1
      ? `${first}`
      : `${problems.length} settings do not fit:\n${problems.map((problem) => `  ${problem}`).join('\n')}`
  return new EverportError('CONFIG_INVALID', message, {hints: ['--help shows every flag with its values and default']})
}
