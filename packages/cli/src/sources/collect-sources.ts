import {EverportError} from '@everport/core/errors'
import {CONTRACT, type Source} from '@everport/core/source'
import {SOURCE_EVENT} from '@everport/plugin-kit/commands'
import type {Interfaces} from '@oclif/core'

/** A source with the plugin that brought it. */
export interface InstalledSource {
  source: Source
  plugin: PluginName
}

export interface PluginName {
  name: string
  version: string
  /** `core`: came with everport. `user`: installed. `link`: linked from a folder. */
  type: string
}

/** A plugin that says it has a source and fails to give it. */
export interface BrokenPlugin {
  plugin: PluginName
  why: string
}

export interface Sources {
  /** In order of their ids. */
  installed: InstalledSource[]
  broken: BrokenPlugin[]
}

type Config = Pick<Interfaces.Config, 'plugins' | 'runHook'>

/**
 * Asks every loaded plugin for its source; of those that did not load, `start` has told. One that fails is named among the
 * broken and harms nobody.
 * @throws EverportError `SOURCE_CONTRACT`, `SOURCE_CONFLICT`, naming the plugins
 */
export async function collectSources(config: Config): Promise<Sources> {
  // With captured errors: a plugin's `this.error()` would otherwise end the program.
  const {failures, successes} = await config.runHook(SOURCE_EVENT, {}, undefined, true)
  const broken: BrokenPlugin[] = failures.map(({error, plugin}) => ({plugin: nameOf(plugin), why: firstLine(error)}))
  const installed: InstalledSource[] = []
  for (const {plugin, result} of successes) {
    if (isSource(result)) installed.push({source: result, plugin: nameOf(plugin)})
    else broken.push({plugin: nameOf(plugin), why: `its ${SOURCE_EVENT} hook gave no source`})
  }
  broken.push(
    ...silentOnes(
      config,
      [...successes, ...failures].map(({plugin}) => plugin.name),
    ),
  )
  installed.sort((a, b) => (a.source.id < b.source.id ? -1 : 1))
  checkContracts(installed)
  checkConflicts(installed)
  return {installed, broken: broken.sort((a, b) => (a.plugin.name < b.plugin.name ? -1 : 1))}
}

/** oclif passes over a hook whose module does not export it. */
function silentOnes(config: Config, heard: readonly string[]): BrokenPlugin[] {
  return [...config.plugins.values()]
    .filter(({hooks, name}) => (hooks[SOURCE_EVENT]?.length ?? 0) > 0 && !heard.includes(name))
    .map((plugin) => ({plugin: nameOf(plugin), why: `it does not export the hook that its package.json names`}))
}

function nameOf({name, type, version}: {name: string; type: string; version: string}): PluginName {
  return {name, version, type}
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? ''
}

/** By shape: a plugin brings its own copy of everything. */
function isSource(value: unknown): value is Source {
  if (typeof value !== 'object' || value === null) return false
  const {contract, detect, id, name, options, read} = value as Partial<Record<keyof Source, unknown>>
  return (
    typeof contract === 'number' &&
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof detect === 'function' &&
    typeof read === 'function' &&
    typeof options === 'object'
  )
}

function checkContracts(installed: readonly InstalledSource[]): void {
  for (const {plugin, source} of installed) {
    if (source.contract === CONTRACT) continue
    throw new EverportError(
      'SOURCE_CONTRACT',
      `The plugin ${plugin.name} ${plugin.version} speaks version ${source.contract} of the source contract; this everport speaks ${CONTRACT}.`,
      {
        hints: [
          source.contract > CONTRACT ? 'update everport' : 'everport plugins update   updates the plugin',
          `everport plugins uninstall ${plugin.name}   removes it`,
        ],
      },
    )
  }
}

function checkConflicts(installed: readonly InstalledSource[]): void {
  for (const [i, {plugin, source}] of installed.entries()) {
    const other = installed[i + 1]
    if (other?.source.id !== source.id) continue
    throw new EverportError(
      'SOURCE_CONFLICT',
      `The plugins ${plugin.name} and ${other.plugin.name} both bring a source ${JSON.stringify(source.id)}.`,
      {
        hints: [
          `everport plugins uninstall ${(plugin.type === 'core' ? other : {plugin}).plugin.name}   removes one of them`,
        ],
      },
    )
  }
}
