import {ConvertOptions, flagsFromOptions, LOOK_FLAGS, LOOK_SCHEMAS} from '@everport/plugin-kit/commands'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../../detecting-command.js'

const SCHEMAS = {...LOOK_SCHEMAS, convert: ConvertOptions}

export default class Convert extends DetectingCommand {
  static override summary = 'Write an export as EverOS JSON files, finding out by itself what it is'
  static override args = DETECTED_ARGS
  static override usage = 'convert PATH --out DIR [FLAGS]'
  static override flags = {...flagsFromOptions(ConvertOptions), ...LOOK_FLAGS}
  static override examples = ['<%= config.bin %> convert ./export.zip --out ./everos']

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof SCHEMAS>(SCHEMAS)
    const {runConvert} = await import('@everport/plugin-kit/work')
    const terminal = this.terminal(options.run)
    return runConvert(terminal, {
      open: () => this.openDetected(terminal, args),
      options: options.import,
      ...options.convert,
    })
  }
}
