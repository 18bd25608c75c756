import {KINDS} from '../data/kinds.js'
import {type Cost, summary} from '../measure/cost.js'
import {count, megabytes, percent, seconds} from '../report/figures.js'
import {type BenchResult, mark} from '../report/result.js'
import {startNullServer} from '../server/null-server.js'
import {type Bench, type BenchContext, made} from './bench.js'
import {importWords, runEverport} from './run-everport.js'

const TOLERANCE = 0.1

export const LINEAR_HEAD = ['messages', 'wall', 'CPU', 'CPU a message', 'off the line', 'peak memory'] as const

const MODES = {
  convert: (path: string, context: BenchContext) =>
    runEverport(['convert', 'telegram', path, '--out', 'out', '--format', 'ndjson', '--quiet'], context),
  async import(path: string, context: BenchContext) {
    const server = await startNullServer()
    try {
      return await runEverport(importWords('telegram', path, server), context)
    } finally {
      await server.close()
    }
  },
}

export const linear: Bench = {
  name: 'linear',
  about:
    'whether twice the messages cost twice the time, for convert and for import (to a server that answers at once)',
  async run(context) {
    const {linear: sizes, linearRounds} = context.scale
    const result: BenchResult = {bench: 'linear', tables: [], goals: [], missing: [], data: []}
    const data = []
    for (const [mode, run] of Object.entries(MODES)) {
      const paths = sizes.map((messages) => made(context, KINDS.telegram, {messages}).path)
      const start = await run(made(context, KINDS.telegram, {messages: 1}).path, context)
      const runs: Cost[][] = sizes.map(() => [])
      // In turn, so that a busy minute of the machine meets all sizes.
      for (let round = 1; round <= linearRounds; round++) {
        for (const [i, path] of paths.entries()) {
          context.tell(`linear: ${mode}, ${count(sizes[i]!)} messages, run ${round} of ${linearRounds}`)
          const {stdout, ...cost} = await run(path, context)
          runs[i]!.push(cost)
        }
      }
      const costs = runs.map(summary)
      for (const [i, messages] of sizes.entries()) data.push({mode, messages, runs: runs[i]!})
      const off = deviations(sizes, costs, start)
      const worst = Math.max(...off.map(Math.abs))
      result.tables.push({
        title: `Cost by size: ${mode}`,
        about:
          'Telegram. The line starts at the cost of a single message; how far off it a size lies is told in processor time.',
        head: LINEAR_HEAD,
        rows: sizes.map((messages, i) => {
          const {wall, cpu, peak} = costs[i]!
          const each = `${((cpu / messages) * 1e6).toFixed(1)} µs`
          return [count(messages), seconds(wall), seconds(cpu), each, percent(off[i]!), megabytes(peak)]
        }),
      })
      const what = `\`${mode}\`: cost of ${count(sizes[0]!)} to ${count(sizes.at(-1)!)} messages, off a straight line`
      result.goals.push({
        what,
        goal: `within ${percent(TOLERANCE)}`,
        measured: percent(worst),
        verdict: mark(worst <= TOLERANCE),
      })
    }
    return {...result, data}
  },
}

/** How far each size lies off the straight line that starts at `start` and fits them best, as a share of what the line says. */
function deviations(sizes: readonly number[], costs: readonly Cost[], start: Cost): number[] {
  const each = costs.map(({cpu}, i) => (cpu - start.cpu) / sizes[i]!)
  const slope = each.reduce((sum, value) => sum + value, 0) / each.length
  return each.map((value) => value / slope - 1)
}
