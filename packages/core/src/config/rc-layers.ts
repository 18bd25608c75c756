import {EverportError} from '../errors/everport-error.js'
import type {Rc} from './load-rc.js'
import {nearestWord} from './nearest-word.js'

type Values = Readonly<Record<string, unknown>>

/** Settings of one rank. */
export interface RcLayer {
  origin: 'profile' | 'rc'
  /** `.everportrc.yaml`, `profile archive of .everportrc.yaml` */
  where: string
  values: Values
}

/**
 * What a configuration that was checked says, the most important first: a profile, then the file.
 * @throws EverportError `CONFIG_INVALID` when there is no such profile
 */
export function rcLayers({name, values}: Rc, profile: string | undefined): RcLayer[] {
  const rc: RcLayer = {origin: 'rc', where: name, values}
  if (profile === undefined) return [rc]
  const profiles = valuesAt(values, ['profiles'])
  if (Object.hasOwn(profiles, profile)) {
    return [{origin: 'profile', where: `profile ${profile} of ${name}`, values: valuesAt(profiles, [profile])}, rc]
  }
  throw unknownProfile(profile, name, Object.keys(profiles))
}

/** @param name of the configuration; undefined when there is none */
export function unknownProfile(
  profile: string,
  name: string | undefined,
  profiles: readonly string[] = [],
): EverportError {
  if (name === undefined) {
    return new EverportError(
      'CONFIG_INVALID',
      `There is no configuration from here up to the project's root, and so no profile ${JSON.stringify(profile)}.`,
      {hints: ['everport config init   writes a configuration']},
    )
  }
  const near = nearestWord(profile, profiles)
  return new EverportError('CONFIG_INVALID', `There is no profile ${JSON.stringify(profile)} in ${name}.`, {
    hints: [
      ...(near === undefined ? [] : [`did you mean --profile ${near}?`]),
      profiles.length === 0 ? `${name} has no profiles` : `profiles: ${profiles.join(', ')}`,
    ],
  })
}

/** The settings under a path of keys; none when nothing stands there. */
export function valuesAt(values: Values, path: readonly string[]): Values {
  let here = values
  for (const key of path) {
    const next = Object.hasOwn(here, key) ? here[key] : undefined
    if (typeof next !== 'object' || next === null) return {}
    here = next as Values
  }
  return here
}
