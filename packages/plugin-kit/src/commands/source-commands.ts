import type {Source} from '@everport/core/source'
import {Args, type Command, type Interfaces} from '@oclif/core'
import type {z} from 'zod'
import {ConvertOptions} from '../flags/convert-options.js'
import {flagsFromOptions} from '../flags/flags-from-options.js'
import {IMPORT_FLAGS, IMPORT_SCHEMAS, LOOK_FLAGS, LOOK_SCHEMAS} from '../flags/shared-flags.js'
import {BaseCommand} from './base-command.js'
import {stateFolder} from './project-folder.js'

/** Command id -> command, as oclif's `explicit` strategy wants them. */
export interface SourceCommands {
  [id: string]: Command.Class
}

/** The argument of every command that reads an export. A key may be piped in, so oclif must not take standard input for it. */
export const PATH_ARG: Interfaces.ArgInput = {
  path: Args.string({required: true, ignoreStdin: true, description: 'the export: a folder, a zip or a file'}),
}

/**
 * The commands of a source: `import:<id>`, `convert:<id>`, `inspect:<id>`, with the source's options as flags.
 * @throws TypeError when an option cannot be a flag or has the name of a flag that every import has: a mistake of the author
 */
export function sourceCommands<Options extends z.ZodObject>(declared: Source<Options>): SourceCommands {
  const source = declared as unknown as Source
  const own = flagsFromOptions(source.options, {group: source.name.toUpperCase()})
  const schemas = {source: source.options}

  class ImportSource extends BaseCommand {
    static override summary = `Import ${article(source.name)} export into EverOS`
    static override args = PATH_ARG
    static override usage = `import ${source.id} PATH [FLAGS]`
    static override flags = joined(source, own, IMPORT_FLAGS)
    static override examples = [
      `<%= config.bin %> import ${source.id} ./export`,
      `<%= config.bin %> import ${source.id} ./export --dry-run`,
    ]

    async run() {
      const {args, options} = await this.read<{path: string}, typeof IMPORT_SCHEMAS & typeof schemas>(
        {...IMPORT_SCHEMAS, ...schemas},
        source.id,
      )
      const {openExport, runImport} = await import('../work/index.js')
      const terminal = this.terminal(options.run)
      return runImport(terminal, {
        open: () => openExport(terminal, args.path, source, options.source),
        options: options.import,
        delivery: options.delivery,
        stateDir: stateFolder(options.run.stateDir),
        dryRun: options.run.dryRun,
        account: options.run.account,
      })
    }
  }

  class ConvertSource extends BaseCommand {
    static override summary = `Write ${article(source.name)} export as EverOS JSON files`
    static override args = PATH_ARG
    static override usage = `convert ${source.id} PATH --out DIR [FLAGS]`
    static override flags = joined(source, own, {...flagsFromOptions(ConvertOptions), ...LOOK_FLAGS})
    static override examples = [`<%= config.bin %> convert ${source.id} ./export --out ./everos`]

    async run() {
      const {args, options} = await this.read<
        {path: string},
        typeof LOOK_SCHEMAS & typeof schemas & {convert: typeof ConvertOptions}
      >({...LOOK_SCHEMAS, ...schemas, convert: ConvertOptions}, source.id)
      const {openExport, runConvert} = await import('../work/index.js')
      const terminal = this.terminal(options.run)
      return runConvert(terminal, {
        open: () => openExport(terminal, args.path, source, options.source),
        options: options.import,
        ...options.convert,
      })
    }
  }

  class InspectSource extends BaseCommand {
    static override summary = `Show what is in ${article(source.name)} export`
    static override args = PATH_ARG
    static override usage = `inspect ${source.id} PATH [FLAGS]`
    static override flags = joined(source, own, LOOK_FLAGS)
    static override examples = [`<%= config.bin %> inspect ${source.id} ./export`]

    async run() {
      const {args, options} = await this.read<{path: string}, typeof LOOK_SCHEMAS & typeof schemas>(
        {...LOOK_SCHEMAS, ...schemas},
        source.id,
      )
      const {openExport, runInspect} = await import('../work/index.js')
      const terminal = this.terminal(options.run)
      return runInspect(terminal, {
        open: () => openExport(terminal, args.path, source, options.source),
        options: options.import,
      })
    }
  }

  return {
    [`import:${source.id}`]: ImportSource,
    [`convert:${source.id}`]: ConvertSource,
    [`inspect:${source.id}`]: InspectSource,
  }
}

/** Flags of every command, whatever it does. */
const TAKEN: ReadonlySet<string> = new Set(['json', 'debug', 'profile', 'help', 'version'])

function joined(source: Source, own: Interfaces.FlagInput, shared: Interfaces.FlagInput): Interfaces.FlagInput {
  const taken = Object.keys(own).find((flag) => flag in shared || TAKEN.has(flag))
  if (taken !== undefined) throw new TypeError(`source ${source.id}: every import has a flag --${taken} already`)
  return {...own, ...shared}
}

function article(name: string): string {
  return `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`
}
