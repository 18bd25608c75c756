import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {flagsFromOptions, RC_PARTS} from '@everport/plugin-kit/commands'
import {ShowOptions} from '../../config/show-options.js'
import {DetectingCommand} from '../../detecting-command.js'

const SCHEMAS = {show: ShowOptions, import: ImportOptions, delivery: DeliveryOptions, run: RC_PARTS.settings}

export default class ConfigShow extends DetectingCommand {
  static override summary = 'Show every setting with its value and where that came from'
  static override description =
    'A flag goes before the environment, that before a profile, that before the rest of the configuration file, and that before the default. Flags may be given to see what they would change.'
  static override flags = {
    ...flagsFromOptions(ShowOptions),
    ...flagsFromOptions(RC_PARTS.settings),
    ...flagsFromOptions(ImportOptions, {group: 'IMPORT'}),
    ...flagsFromOptions(DeliveryOptions, {group: 'DELIVERY'}),
  }
  static override examples = ['<%= config.bin %> config show', '<%= config.bin %> config show --profile archive --json']

  async run() {
    const {options} = await this.read<object, typeof SCHEMAS>(SCHEMAS)
    const {installed} = await this.sources()
    const {profile, rc, settings} = await this.configuration()
    const [{explainSettings}, {settingsText}] = await Promise.all([
      import('../../config/explain-settings.js'),
      import('../../config/settings-text.js'),
    ])
    const {env} = process
    const shown = {
      file: rc?.path,
      profile,
      profiles: Object.keys(rc?.values.profiles ?? {}),
      key: env.EVEROS_API_KEY?.trim() ? ('set' as const) : ('not set' as const),
      settings: explainSettings(
        installed.map(({source}) => source),
        {flags: this.parsedFlags, env, settings},
      ),
    }
    const terminal = this.terminal({quiet: true})
    terminal.print(settingsText(shown, options.show.all, terminal.paint.out, terminal.bin))
    return shown
  }
}
