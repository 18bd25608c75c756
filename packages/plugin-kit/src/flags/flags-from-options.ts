import {Flags, type Interfaces} from '@oclif/core'
import type {z} from 'zod'
import {environmentNames} from './environment-name.js'
import {type OptionFlag, optionFlags} from './option-flag.js'

/**
 * The oclif flags of a schema of options. What they carry besides their names is for help and completion only: values go
 * through the schema, see `optionsFromFlags`.
 * @param group heading of the flags in the help, in capitals
 * @param defaults false where an option that is not given stays as it was
 */
export function flagsFromOptions(
  schema: z.ZodObject,
  {defaults = true, group}: {defaults?: boolean; group?: string} = {},
): Interfaces.FlagInput {
  const options = optionFlags(schema)
  return Object.fromEntries(
    options.map((option) => [option.flag, flagOf(defaults ? option : {...option, default: undefined}, group)]),
  )
}

function flagOf(option: OptionFlag, group: string | undefined): Interfaces.FlagInput[string] {
  const [env, ...foreign] = environmentNames(option.flag)
  const shared = {
    summary: foreign.length === 0 ? option.description : `${option.description} (also ${foreign.join(', ')})`,
    env,
    ...(group === undefined ? {} : {helpGroup: group}),
  }
  if (option.kind === 'boolean') {
    const on = option.default === true
    // `--no-x` of what is off anyway is for those who set the environment: it works and is not shown.
    return Flags.boolean({...shared, allowNo: true, default: on, ...(on ? {} : {helpLabel: `--${option.flag}`})})
  }
  if (option.kind === 'list') {
    return Flags.string({
      ...shared,
      // Without this, `--channels general export.zip` would eat the path.
      multiple: true,
      multipleNonGreedy: true,
      helpValue: option.values ? option.values.join('|') : '<value>',
      ...(Array.isArray(option.default) && option.default.length > 0 ? {default: option.default.map(String)} : {}),
    })
  }
  return Flags.string({
    ...shared,
    ...(option.kind === 'number' ? {helpValue: '<n>'} : {}),
    ...(option.values ? {options: [...option.values]} : {}),
    ...(option.default === undefined ? {} : {default: String(option.default)}),
  })
}
