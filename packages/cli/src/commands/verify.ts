import {BaseCommand, flagsFromOptions, RunOptions, stateFolder} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {z} from 'zod'

const VerifyOptions = RunOptions.pick({stateDir: true, keyStdin: true, account: true, quiet: true}).extend({
  dropText: z
    .boolean()
    .default(false)
    .describe('when all is as it must be, remove the texts of the messages from the state file; ids and hashes stay'),
})

export default class Verify extends BaseCommand {
  static override summary = 'Compare a run with what the server holds'
  static override description =
    'Checks that the books add up, that every request can be made again from the state file with the same bytes, that nothing waits for a flush, and that there are memories which a search finds. Asks the server, changes nothing there.'
  static override args = {
    run: Args.string({ignoreStdin: true, description: 'a run, as `status` names it; default: the newest'}),
  }
  static override usage = 'verify [RUN] [FLAGS]'
  static override flags = flagsFromOptions(VerifyOptions)
  static override examples = [
    '<%= config.bin %> verify',
    '<%= config.bin %> verify r3',
    '<%= config.bin %> verify --drop-text',
  ]

  async run() {
    const {args, options} = await this.read<{run?: string}, {run: typeof VerifyOptions}>({run: VerifyOptions})
    const {runVerify} = await import('@everport/plugin-kit/work')
    return runVerify(this.terminal({quiet: options.run.quiet, keyStdin: options.run.keyStdin}), {
      stateDir: stateFolder(options.run.stateDir),
      run: args.run,
      account: options.run.account,
      dropText: options.run.dropText,
    })
  }
}
