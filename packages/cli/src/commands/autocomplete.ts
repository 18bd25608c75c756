import {BaseCommand} from '@everport/plugin-kit/commands'
import {Args} from '@oclif/core'
import {SHELLS, type Shell, START_FILES, shellScript} from '../complete/shell-script.js'

export default class Autocomplete extends BaseCommand {
  static override summary = 'Set up completion of commands, flags, sources and profiles in bash or zsh'
  static override description =
    'With the name of a shell it prints the script that the shell runs; without, how to set it up. The script asks everport at every press of the key, so that new plugins and profiles are there at once.'
  static override args = {
    shell: Args.string({ignoreStdin: true, options: [...SHELLS], description: 'the shell'}),
  }
  static override usage = 'autocomplete [SHELL]'
  static override examples = ['<%= config.bin %> autocomplete', 'eval "$(<%= config.bin %> autocomplete bash)"']

  async run() {
    const {args} = await this.read<{shell?: Shell}, Record<never, never>>({})
    const {bin} = this.config
    const {shell} = args
    if (shell !== undefined) {
      const script = shellScript(shell, bin)
      this.log(script.trimEnd())
      return {shell, script}
    }
    const lines = Object.fromEntries(SHELLS.map((one) => [one, `eval "$(${bin} autocomplete ${one})"`]))
    this.log('Put this line at the end of the file that your shell reads when it starts, and open a new terminal:\n')
    for (const one of SHELLS) this.log(`  ${START_FILES[one].padEnd(11)}${lines[one]}`)
    return {lines}
  }
}
