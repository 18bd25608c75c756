import {KINDS} from '../data/kinds.js'
import {summary} from '../measure/cost.js'
import {count, megabytes} from '../report/figures.js'
import {type Goal, verdict} from '../report/result.js'
import {type Bench, made} from './bench.js'
import {runEverport} from './run-everport.js'

/** Messages a second. */
const GOAL = 100_000

export const staging: Bench = {
  name: 'staging',
  about: 'import up to the first request: reading, putting in order, planning (a dry run, which does all of it)',
  async run(context) {
    const goals: Goal[] = []
    const data = []
    for (const source of ['telegram', 'csv'] as const) {
      const input = made(context, KINDS[source], {messages: context.scale.staging})
      const runs = []
      for (let round = 1; round <= context.scale.rounds; round++) {
        context.tell(`staging: ${source}, run ${round} of ${context.scale.rounds}`)
        runs.push(await runEverport(['import', source, input.path, '--dry-run', '--quiet', '--json'], context))
      }
      const {wall, cpu, peak} = summary(runs)
      const [speed, perProcessor] = [input.messages / wall, input.messages / cpu]
      const measured = `${count(speed)} a second (${count(perProcessor)} a second of processor time), ${megabytes(peak)}`
      const what = `staging of ${count(input.messages)} messages, ${source}`
      goals.push({
        what,
        goal: `${count(GOAL)} a second`,
        measured,
        verdict: verdict(speed >= GOAL, perProcessor >= GOAL),
      })
      data.push({source, messages: input.messages, runs})
    }
    return {bench: 'staging', tables: [], goals, missing: [], data}
  },
}
