import {flagsFromOptions} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {DetectingCommand} from '../detecting-command.js'
import {NewOptions} from '../new/new-options.js'

const SCHEMAS = {new: NewOptions}

export default class New extends DetectingCommand {
  static override summary = 'Make a plugin for a source of your own'
  static override description =
    'Copies a small, working source for a made-up format: build it, look at it, then make it read yours. docs/adding-a-source.md walks through it.'
  static override args = {
    name: Args.string({ignoreStdin: true, description: 'what the source is called, e.g. my-chat'}),
  }
  static override usage = 'new NAME [FLAGS]'
  static override flags = flagsFromOptions(NewOptions)
  static override examples = [
    '<%= config.bin %> new my-chat',
    '<%= config.bin %> new my-chat --name "My Chat" --package @me/everport-my-chat --dir ./plugins/my-chat',
  ]

  async run() {
    const {args, options} = await this.read<{name?: string}, typeof SCHEMAS>(SCHEMAS)
    const {yes, ...given} = options.new
    const terminal = this.terminal({quiet: true, yes})
    const {installed} = await this.sources()
    const [{askFor}, {findTemplate}, {makePlugin}] = await Promise.all([
      import('../new/ask-for.js'),
      import('../new/find-template.js'),
      import('../new/make-plugin.js'),
    ])
    return makePlugin(terminal, {
      word: args.name,
      given,
      template: findTemplate(),
      taken: installed.map(({source}) => source.id),
      askFor: (question, suggestion) => askFor(question, suggestion, terminal.signal),
    })
  }
}
