import {LOOK_FLAGS, LOOK_SCHEMAS} from '@everport/plugin-kit/commands'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../../detecting-command.js'

export default class Inspect extends DetectingCommand {
  static override summary = 'Show what is in an export, finding out by itself what it is'
  static override args = DETECTED_ARGS
  static override usage = 'inspect PATH [FLAGS]'
  static override flags = LOOK_FLAGS
  static override examples = ['<%= config.bin %> inspect ./export.zip']

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof LOOK_SCHEMAS>(LOOK_SCHEMAS)
    const {runInspect} = await import('@everport/plugin-kit/work')
    const terminal = this.terminal(options.run)
    return runInspect(terminal, {open: () => this.openDetected(terminal, args), options: options.import})
  }
}
