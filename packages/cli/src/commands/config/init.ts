import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {flagsFromOptions, givenOptions, projectFolder} from '@everport/plugin-kit/commands'
import {InitOptions} from '../../config/init-options.js'
import {DetectingCommand} from '../../detecting-command.js'

export default class ConfigInit extends DetectingCommand {
  static override summary = 'Write a configuration file with every setting explained'
  static override description =
    'Writes .everportrc.yaml into the root of the project. Asks a few questions on a terminal; what is given by flags is not asked. Settings that nobody set are written as comments.'
  static override flags = {
    ...flagsFromOptions(InitOptions),
    ...flagsFromOptions(ImportOptions, {group: 'IMPORT', defaults: false}),
    ...flagsFromOptions(DeliveryOptions, {group: 'DELIVERY', defaults: false}),
  }
  static override examples = [
    '<%= config.bin %> config init',
    '<%= config.bin %> config init --api v2 --base-url http://127.0.0.1:8000 --bots drop --yes',
  ]

  async run() {
    const {options} = await this.read<object, {init: typeof InitOptions}>({init: InitOptions})
    const {yes} = options.init
    const given = {
      ...givenOptions(ImportOptions, this.parsedFlags, {}),
      ...givenOptions(DeliveryOptions, this.parsedFlags, {}),
    }
    const {installed} = await this.sources()
    const {initConfiguration} = await import('../../config/init-configuration.js')
    const terminal = this.terminal({quiet: true, yes})
    const {askFor} = await import('../../new/ask-for.js')
    return initConfiguration(terminal, {
      folder: projectFolder(process.cwd()),
      given,
      sources: installed.map(({source}) => source),
      replace: yes,
      askFor: (question, suggestion) => askFor(question, suggestion, terminal.signal),
    })
  }
}
