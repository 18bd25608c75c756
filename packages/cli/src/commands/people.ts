import {flagsFromOptions, LOOK_FLAGS, LOOK_SCHEMAS, PeopleOptions} from '@everport/plugin-kit/commands'
import {DETECTED_ARGS, type DetectedArgs, DetectingCommand} from '../detecting-command.js'

const SCHEMAS = {...LOOK_SCHEMAS, people: PeopleOptions}

export default class People extends DetectingCommand {
  static override summary = 'List everyone in an export, and who may be one person'
  static override description =
    'With counts and dates. Proposes to merge people by e-mail and by name, in one export or across several, and never does: what the configuration says under `identities` counts.'
  static override args = DETECTED_ARGS
  static override usage = 'people [SOURCE] PATH [FLAGS]'
  static override flags = {...flagsFromOptions(PeopleOptions), ...LOOK_FLAGS}
  static override examples = [
    '<%= config.bin %> people ./export.zip',
    '<%= config.bin %> people ./export.zip --with ./other.json',
    '<%= config.bin %> people ./export.zip --format rc',
  ]

  async run() {
    const {args, options} = await this.read<DetectedArgs, typeof SCHEMAS>(SCHEMAS)
    const {runPeople} = await import('@everport/plugin-kit/work')
    const terminal = this.terminal(options.run)
    return runPeople(terminal, {
      open: [args, ...options.people.with.map((path) => ({path}))].map((one) => () => this.openDetected(terminal, one)),
      options: options.import,
      format: options.people.format,
    })
  }
}
