import {KINDS} from '../data/kinds.js'
import {megabytes, size} from '../report/figures.js'
import {type Goal, mark} from '../report/result.js'
import {type Bench, made} from './bench.js'
import {runEverport} from './run-everport.js'

const LIMIT = 200e6

export const memory: Bench = {
  name: 'memory',
  about: 'peak memory of converting a large and a very large account',
  async run(context) {
    const goals: Goal[] = []
    const data = []
    for (const bytes of context.scale.memory) {
      const input = made(context, KINDS.telegram, {bytes})
      context.tell(`memory: converting ${size(bytes)}`)
      const run = await runEverport(
        ['convert', 'telegram', input.path, '--out', 'out', '--format', 'ndjson', '--quiet'],
        context,
      )
      const what = `peak memory of \`convert\`, ${size(bytes)} Telegram`
      goals.push({what, goal: `< ${megabytes(LIMIT)}`, measured: megabytes(run.peak), verdict: mark(run.peak < LIMIT)})
      data.push({bytes, ...run})
    }
    return {bench: 'memory', tables: [], goals, missing: [], data}
  },
}
