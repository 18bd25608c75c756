import {existsSync} from 'node:fs'
import {EverportError, isEverportError} from '@everport/core/errors'
import type {ExportToRead} from '@everport/core/run'
import {BaseCommand, PATH_ARG} from '@everport/plugin-kit/commands'
import {shellWord} from '@everport/plugin-kit/text'
import type {Terminal} from '@everport/plugin-kit/work'
import {Args, type Interfaces} from '@oclif/core'
import {collectSources, type Sources} from './sources/collect-sources.js'
import {detectSource} from './sources/detect-source.js'
import {looksLikeSource, unknownSource} from './sources/unknown-source.js'

/** The path, and room for what is left of `import slak x.zip`, where the first word was meant as a source. */
export const DETECTED_ARGS: Interfaces.ArgInput = {
  ...PATH_ARG,
  more: Args.string({hidden: true, ignoreStdin: true}),
}

export interface DetectedArgs {
  path?: string
  more?: string
}

/** Commands that find out by themselves which source an export is of. */
export abstract class DetectingCommand extends BaseCommand {
  /** The source that was found, and what was typed to find it. */
  #found: {id: string; path: string; bin: string} | undefined

  /**
   * Opens the export at `args.path` with the source that recognises it, or, as in `rehearse slack x.zip`, with the one that is
   * named. The source's own options come from the environment and the configuration.
   * @throws EverportError `INPUT_…`, `SOURCE_…`, `CONFIG_INVALID`
   */
  protected async openDetected(terminal: Terminal, {more, path = ''}: DetectedArgs): Promise<ExportToRead> {
    const command = `${terminal.bin} ${(this.id ?? '').replaceAll(':', ' ')}`
    const {installed} = await this.sources()
    const ids = installed.map(({source}) => source.id)
    if (more !== undefined) {
      const named = installed.find(({source}) => source.id === path)?.source
      if (!named) throw unknownSource(path, more, ids, command)
      const {openExport} = await import('@everport/plugin-kit/work')
      this.#found = {id: named.id, path: more, bin: terminal.bin}
      return openExport(terminal, more, named, this.sourceOptions(named))
    }
    if (looksLikeSource(path) && !existsSync(path)) throw unknownSource(path, undefined, ids, command)
    const {openInput} = await import('@everport/core/input')
    const tree = await openInput(path)
    try {
      const reading = (id: string) => `${command} ${id} ${shellWord(path)}`
      const {source, why} = await detectSource(tree, path, installed, {reading, warn: terminal.warn})
      this.#found = {id: source.id, path, bin: terminal.bin}
      const options = this.sourceOptions(source)
      if (terminal.progress !== 'silent') terminal.note(`${path} is ${source.name}: ${why}`)
      return {tree, path, source, sourceOptions: options}
    } catch (error) {
      await tree.close()
      throw error
    }
  }

  protected override async catch(error: Error): Promise<void> {
    await super.catch(this.#found === undefined ? error : withOwnFlags(error, this.#found, this.id ?? '', this.config))
  }

  /** All installed sources; a warning for each plugin that is broken. */
  protected async sources(): Promise<Sources> {
    const sources = await collectSources(this.config)
    for (const {plugin, why} of sources.broken) this.warn(`The plugin ${plugin.name} does not work: ${why}`)
    return sources
  }
}

/** An error that asks for an option of the source, with the way to give it: this command has no flags for it. */
function withOwnFlags(
  error: Error,
  {id, path, bin}: {id: string; path: string; bin: string},
  command: string,
  {commandIDs}: Pick<Interfaces.Config, 'commandIDs'>,
): Error {
  if (!isEverportError(error) || error.code !== 'INPUT_NEEDS_OPTION') return error
  const [, flag = 'timezone'] = /--([a-z-]+)/.exec(error.hints.join(' ')) ?? []
  const variable = `EVERPORT_${flag.toUpperCase().replaceAll('-', '_')}`
  const hint = commandIDs.includes(`${command}:${id}`)
    ? `${bin} ${command} ${id} ${shellWord(path)} --${flag} …   is where such flags go`
    : `${variable}=… ${bin} ${command} ${shellWord(path)}   says it here, or the configuration (${bin} config)`
  return new EverportError(error.code, error.message, {
    hints: [...error.hints, hint],
    ...(error.place && {place: error.place}),
    cause: error,
  })
}
