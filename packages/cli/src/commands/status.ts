import {flagsFromOptions, RunOptions, stateFolder} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {DetectingCommand} from '../detecting-command.js'
import {describeSource} from '../sources/describe-source.js'

const StatusOptions = RunOptions.pick({stateDir: true})

export default class Status extends DetectingCommand {
  static override summary = 'List the runs of this project, or show one'
  static override args = {run: Args.string({ignoreStdin: true, description: 'a run, as the list names it'})}
  static override flags = flagsFromOptions(StatusOptions)
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status r3']

  async run() {
    const {args, options} = await this.read<{run?: string}, {run: typeof StatusOptions}>({run: StatusOptions})
    const {runStatus} = await import('@everport/plugin-kit/work')
    return runStatus(this.terminal({quiet: true}), {
      stateDir: stateFolder(options.run.stateDir),
      run: args.run,
      describe: async (id) => describeSource(id, (await this.sources()).installed),
    })
  }
}
