import {BaseCommand, flagsFromOptions, RunOptions, stateFolder} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'

const UndoOptions = RunOptions.pick({stateDir: true, keyStdin: true, account: true, quiet: true, yes: true})

export default class Undo extends BaseCommand {
  static override summary = 'Delete what a run created, and nothing else'
  static override description =
    'A conversation stays when another run or somebody else wrote into it as well, and where the server has no call to delete. Asks first.'
  static override args = {
    run: Args.string({ignoreStdin: true, required: true, description: 'a run, as `status` names it'}),
  }
  static override flags = flagsFromOptions(UndoOptions)
  static override examples = ['<%= config.bin %> undo r3']

  async run() {
    const {args, options} = await this.read<{run: string}, {run: typeof UndoOptions}>({run: UndoOptions})
    const {account, yes, keyStdin} = options.run
    const {runUndo} = await import('@everport/plugin-kit/work')
    return runUndo(this.terminal({quiet: options.run.quiet, yes, keyStdin}), {
      stateDir: stateFolder(options.run.stateDir),
      run: args.run,
      account,
      yes,
    })
  }
}
