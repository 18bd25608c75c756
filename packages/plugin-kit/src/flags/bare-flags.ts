import type {Interfaces} from '@oclif/core'

/**
 * The flags with nothing but their shape left, for parsing. oclif would check values one at a time, take defaults for given,
 * read `EVERPORT_FLUSH=on` as false and not split a list from the environment; the schema does all of that better.
 */
export function bareFlags(flags: Interfaces.FlagInput): Interfaces.FlagInput {
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => {
      const {default: _default, env: _env, ...bare} = flag
      return [name, 'options' in bare ? {...bare, options: undefined} : bare]
    }),
  ) as Interfaces.FlagInput
}
