import {BaseCommand, projectFolder} from '@everport/plugin-kit/commands'
import type {CompletedCommand} from '../complete/complete-line.js'

/** What the script of `autocomplete` asks at every press of the key. */
export default class Complete extends BaseCommand {
  static override hidden = true
  static override strict = false
  static override summary = 'Print what may stand in the place of the last word'
  static override usage = 'complete -- WORDS'

  async run() {
    const [{completeLine}, {FILES}] = await Promise.all([
      import('../complete/complete-line.js'),
      import('../complete/shell-script.js'),
    ])
    this.parsed = true
    const typed = this.argv[0] === '--' ? this.argv.slice(1) : this.argv
    const {files, words} = await completeLine(typed, this.config.commands as CompletedCommand[], profiles)
    if (words.length > 0 || files) this.log([...words, ...(files ? [FILES] : [])].join('\n'))
    return {words, files}
  }
}

/** A configuration that cannot be read has none; the command that is being typed will say what is wrong with it. */
async function profiles(): Promise<string[]> {
  const {loadRc} = await import('@everport/core/config')
  const cwd = process.cwd()
  const rc = await loadRc({from: cwd, stopAt: projectFolder(cwd)}).catch(() => undefined)
  const named = rc?.values.profiles
  return typeof named === 'object' && named !== null ? Object.keys(named) : []
}
