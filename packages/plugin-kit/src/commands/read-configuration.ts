import {resolve} from 'node:path'
import {checkRc, loadRc, type Rc, type RcFileSystem, rcLayers, rcSchema, unknownProfile} from '@everport/core/config'
import type {Source} from '@everport/core/source'
import type {Interfaces} from '@oclif/core'
import {z} from 'zod'
import type {Environment} from '../flags/option-values.js'
import {RC_PARTS} from '../flags/rc-parts.js'
import {NO_SETTINGS, type Settings, settingsFrom} from '../flags/settings.js'
import {projectFolder} from './project-folder.js'
import {SOURCE_EVENT} from './source-hook.js'

type Plugins = Pick<Interfaces.Config, 'commandIDs' | 'runHook'>

/** The configuration of a project, checked. */
export interface Configuration {
  /** Undefined when there is no file. */
  rc: Rc | undefined
  profile: string | undefined
  settings: Settings
}

/**
 * Reads the nearest configuration file from the current folder up to the project's root: the nearest folder with a
 * package.json or a .git.
 * @throws EverportError `CONFIG_INVALID`, `CONFIG_SECRET`
 */
export async function readConfiguration(
  plugins: Plugins,
  {
    cwd = process.cwd(),
    env,
    fs,
    profile,
  }: {profile: string | undefined; env: Environment; cwd?: string; fs?: RcFileSystem},
): Promise<Configuration> {
  const rc = await loadRc({from: cwd, stopAt: projectFolder(cwd), ...(fs ? {fs} : {})})
  if (!rc) {
    if (profile !== undefined) throw unknownProfile(profile, undefined)
    return {rc, profile, settings: NO_SETTINGS}
  }
  const key = env.EVEROS_API_KEY?.trim()
  checkRc(rc, rcSchema({...RC_PARTS, sources: await sourceOptions(plugins, rc)}), key ? [key] : [])
  const settings = settingsFrom(rcLayers(rc, profile), (path) => resolve(rc.folder, path))
  return {rc, profile, settings}
}

/** The options of all installed sources. They are only asked for them when the file has something to say to one. */
async function sourceOptions(plugins: Plugins, {values}: Rc): Promise<Record<string, z.ZodObject>> {
  const ids = plugins.commandIDs.flatMap((id) => /^import:([^:]+)$/.exec(id)?.[1] ?? [])
  // A source that fails to give its options is told of elsewhere; its settings are then taken as they are.
  const unknown = Object.fromEntries(ids.map((id) => [id, z.looseObject({})]))
  if (!('sources' in values) && !('profiles' in values)) return unknown
  const {successes} = await plugins.runHook(SOURCE_EVENT, {}, undefined, true)
  const known = successes.flatMap(({result}) => {
    const {id, options} = (result ?? {}) as Partial<Source>
    return typeof id === 'string' && typeof options?.safeParse === 'function' ? [[id, options] as const] : []
  })
  return {...unknown, ...Object.fromEntries(known)}
}
