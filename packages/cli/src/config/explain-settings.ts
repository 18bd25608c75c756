import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import type {Source} from '@everport/core/source'
import {type ExplainedOption, explainOptions, RC_PARTS, type Settings} from '@everport/plugin-kit/commands'
import type {z} from 'zod'

type Words = Readonly<Record<string, string | undefined>>

/** Every setting that a configuration may hold, by the path under which it stands there. */
export function explainSettings(
  sources: readonly Pick<Source, 'id' | 'options'>[],
  {env, flags, settings}: {flags: Readonly<Record<string, unknown>>; env: Words; settings: Settings},
): ExplainedOption[] {
  const explain = (name: string, schema: z.ZodObject, given = flags) =>
    explainOptions(schema, given, env, {name, settings})
  return [
    ...explain('import', ImportOptions),
    ...explain('delivery', DeliveryOptions),
    ...explain('run', RC_PARTS.settings),
    ...Object.entries(RC_PARTS.sections).flatMap(([name, schema]) => under(name, explain(name, schema, {}))),
    ...sources.flatMap(({id, options}) =>
      under(`sources.${id}`, explainOptions(options, {}, env, {name: 'source', settings, source: id})),
    ),
  ]
}

function under(group: string, options: readonly ExplainedOption[]): ExplainedOption[] {
  return options.map((option) => ({...option, key: `${group}.${option.key}`}))
}
