import {DeliveryOptions} from '@everport/core/config'
import {EverportError} from '@everport/core/errors'
import {flagsFromOptions, givenOptions, IMPORT_FLAGS, IMPORT_SCHEMAS, stateFolder} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../../detecting-command.js'
import {checkRejectsLine} from '../../rejects/check-rejects-line.js'
import {RejectsOptions} from '../../rejects/rejects-options.js'
import {describeSource} from '../../sources/describe-source.js'

const SCHEMAS = {...IMPORT_SCHEMAS, rejects: RejectsOptions}

export default class Import extends DetectingCommand {
  static override summary = 'Import an export into EverOS, finding out by itself what it is'
  static override args = {
    ...DETECTED_ARGS,
    path: Args.string({ignoreStdin: true, description: 'the export: a folder, a zip or a file; not with --rejects'}),
  }
  static override usage = ['import PATH [FLAGS]', 'import --rejects FILE']
  static override flags = {...IMPORT_FLAGS, ...flagsFromOptions(RejectsOptions)}
  static override examples = [
    '<%= config.bin %> import ./export.zip',
    '<%= config.bin %> import ./export.zip --dry-run',
    '<%= config.bin %> import ./export.zip --since 2024-01-01 --yes',
    '<%= config.bin %> import --rejects .everport/rejects/r1.ndjson',
  ]

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof SCHEMAS>(SCHEMAS)
    const {runImport, runRejects} = await import('@everport/plugin-kit/work')
    const terminal = this.terminal(options.run)
    const {account, dryRun} = options.run
    const stateDir = stateFolder(options.run.stateDir)
    const {rejects} = options.rejects
    if (rejects !== undefined) {
      checkRejectsLine(args.path, this.parsedFlags)
      return runRejects(terminal, {
        file: rejects,
        stateDir,
        dryRun,
        account,
        // The rest stays as it was when the run of the file was begun.
        delivery: givenOptions(DeliveryOptions, this.parsedFlags, process.env),
        describe: async (id) => describeSource(id, (await this.sources()).installed),
      })
    }
    if (args.path === undefined) {
      throw new EverportError('CONFIG_INVALID', 'import needs the path of an export.', {
        hints: [
          `${terminal.bin} import PATH`,
          `${terminal.bin} import --rejects FILE   imports a corrected file of rejects`,
        ],
      })
    }
    return runImport(terminal, {
      open: () => this.openDetected(terminal, args),
      options: options.import,
      delivery: options.delivery,
      stateDir,
      dryRun,
      account,
    })
  }
}
