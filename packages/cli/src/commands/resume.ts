import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {flagsFromOptions, givenOptions, RunOptions, stateFolder} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {z} from 'zod'
import {DetectingCommand} from '../detecting-command.js'
import {describeSource} from '../sources/describe-source.js'

const ResumeOptions = RunOptions.pick({stateDir: true, keyStdin: true, account: true, quiet: true}).extend({
  asRead: z.boolean().default(false).describe('go on with what was read then, although the export was changed since'),
})

export default class Resume extends DetectingCommand {
  static override summary = 'Go on with a run that was interrupted or ended in part'
  static override description =
    'The export is not read again and nothing is sent twice. Settings that are not given stay as they were when the run was begun; how messages are made cannot be changed any more.'
  static override args = {
    run: Args.string({
      ignoreStdin: true,
      description: 'a run, as `status` names it; default: the newest that is not done',
    }),
  }
  static override usage = 'resume [RUN] [FLAGS]'
  static override flags = {
    ...flagsFromOptions(ResumeOptions),
    ...flagsFromOptions(ImportOptions, {group: 'IMPORT', defaults: false}),
    ...flagsFromOptions(DeliveryOptions, {group: 'DELIVERY', defaults: false}),
  }
  static override examples = ['<%= config.bin %> resume', '<%= config.bin %> resume r3 --on-unknown resend']

  async run() {
    const {args, options} = await this.read<{run?: string}, {run: typeof ResumeOptions}>({run: ResumeOptions})
    const delivery = givenOptions(DeliveryOptions, this.parsedFlags, process.env)
    const {runResume} = await import('@everport/plugin-kit/work')
    return runResume(this.terminal(options.run), {
      stateDir: stateFolder(options.run.stateDir),
      run: args.run,
      account: options.run.account,
      delivery,
      options: givenOptions(ImportOptions, this.parsedFlags, process.env),
      asRead: options.run.asRead,
      describe: async (id) => describeSource(id, (await this.sources()).installed),
    })
  }
}
