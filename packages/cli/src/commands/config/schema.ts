import {DetectingCommand} from '../../detecting-command.js'

export default class ConfigSchema extends DetectingCommand {
  static override summary = 'Print the JSON Schema of the configuration file, for editors'
  static override description =
    'With the options of every source that is installed. Name the file in a first line of a YAML configuration, `# yaml-language-server: $schema=everport.schema.json`, or under the key `$schema` of a JSON one.'
  static override examples = ['<%= config.bin %> config schema > everport.schema.json']

  async run() {
    await this.read<object, Record<never, never>>({})
    const {installed} = await this.sources()
    const {configurationSchema} = await import('../../config/configuration-schema.js')
    const schema = configurationSchema(installed.map(({source}) => source))
    this.terminal({quiet: true}).print(JSON.stringify(schema, undefined, 2))
    return schema
  }
}
