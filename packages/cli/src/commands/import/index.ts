import {IMPORT_FLAGS, IMPORT_SCHEMAS, stateFolder} from '@everport/plugin-kit/commands'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../../detecting-command.js'

export default class Import extends DetectingCommand {
  static override summary = 'Import an export into EverOS, finding out by itself what it is'
  static override args = DETECTED_ARGS
  static override usage = 'import PATH [FLAGS]'
  static override flags = IMPORT_FLAGS
  static override examples = [
    '<%= config.bin %> import ./export.zip',
    '<%= config.bin %> import ./export.zip --dry-run',
    '<%= config.bin %> import ./export.zip --since 2024-01-01 --yes',
  ]

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof IMPORT_SCHEMAS>(IMPORT_SCHEMAS)
    const {runImport} = await import('@everport/plugin-kit/work')
    const terminal = this.terminal(options.run)
    return runImport(terminal, {
      open: () => this.openDetected(terminal, args),
      options: options.import,
      delivery: options.delivery,
      stateDir: stateFolder(options.run.stateDir),
      dryRun: options.run.dryRun,
    })
  }
}
