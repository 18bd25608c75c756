import {summary} from '../measure/cost.js'
import {milliseconds} from '../report/figures.js'
import {type Goal, verdict} from '../report/result.js'
import type {Bench} from './bench.js'
import {runEverport} from './run-everport.js'

const COMMANDS = [
  {words: ['--help'], goal: 0.25},
  {words: ['status'], goal: 0.5},
]

export const startup: Bench = {
  name: 'startup',
  about: 'how long it takes until --help and status have answered',
  async run(context) {
    const goals: Goal[] = []
    const data = []
    for (const {words, goal} of COMMANDS) {
      context.tell(`startup: everport ${words.join(' ')}`)
      const runs = []
      for (let i = 0; i < context.scale.rounds * 2 + 1; i++) runs.push(await runEverport(words, context))
      const {wall, cpu} = summary(runs)
      const what = `\`everport ${words.join(' ')}\``
      goals.push({
        what,
        goal: `< ${milliseconds(goal)}`,
        measured: `${milliseconds(wall)} (${milliseconds(cpu)} CPU)`,
        verdict: verdict(wall < goal, cpu < goal),
      })
      data.push({words, runs})
    }
    return {bench: 'startup', tables: [], goals, missing: [], data}
  },
}
