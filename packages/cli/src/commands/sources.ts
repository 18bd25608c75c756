import {DetectingCommand} from '../detecting-command.js'
import {missingPlugins} from '../start/missing-plugins.js'

export default class ListSources extends DetectingCommand {
  static override summary = 'List the sources that can be read, with their formats and what they lose'
  static override examples = ['<%= config.bin %> sources']

  async run() {
    await this.read<object, Record<never, never>>({})
    const {sourcesText} = await import('../sources/sources-text.js')
    const terminal = this.terminal({quiet: true})
    const {broken, installed} = await this.sources()
    const missing = (await missingPlugins(this.config)).map((name) => ({plugin: {name}, why: 'it does not load'}))
    terminal.print(sourcesText(installed, terminal.paint.out))
    return {
      sources: installed.map(({plugin, source: {contract, formats, id, losses, name}}) => ({
        id,
        name,
        plugin,
        contract,
        formats,
        losses,
      })),
      broken: [...broken, ...missing],
    }
  }
}
