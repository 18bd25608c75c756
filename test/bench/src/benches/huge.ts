import {KINDS} from '../data/kinds.js'
import {median} from '../measure/cost.js'
import type {MeasuredRun} from '../measure/run-measured.js'
import {count, megabytes, milliseconds, seconds} from '../report/figures.js'
import {type Goal, mark} from '../report/result.js'
import {type NullServer, startNullServer} from '../server/null-server.js'
import {type Bench, type BenchContext, made} from './bench.js'
import {importWords, inScratch, runEverportIn, sentOf} from './run-everport.js'

const MEMORY = 300e6
const STATUS = 0.5
const STATUS_RUNS = 5
const INTERRUPTED = 130
/** The import is interrupted after so many of its messages, at about this many a request. */
const SHARE = 0.4
const PER_REQUEST = 100

export const huge: Bench = {
  name: 'huge',
  about: 'ten million messages: planned, imported, interrupted, resumed, finished; and asked for their status',
  async run(context) {
    const input = made(context, KINDS.csv, {messages: context.scale.huge})
    const server = await startNullServer()
    try {
      return await inScratch(context, (folder) => play(folder, input, server, context))
    } finally {
      await server.close()
    }
  },
}

async function play(
  folder: string,
  input: {path: string; messages: number},
  server: NullServer,
  context: BenchContext,
) {
  const {path, messages} = input
  const words = importWords('csv', path, server)
  context.tell(`huge: planning ${count(messages)} messages`)
  const planned = await runEverportIn(folder, ['import', 'csv', path, '--dry-run', '--quiet', '--json'], context)

  context.tell('huge: importing, interrupted on the way')
  const begun = await runEverportIn(folder, words, context, {
    expected: [0, INTERRUPTED],
    started: (child) => {
      server.onRequest = () => {
        if (server.seen.adds < (messages * SHARE) / PER_REQUEST) return
        server.onRequest = undefined
        process.kill(-child.pid!, 'SIGINT')
      }
    },
  })
  context.tell('huge: status')
  const statuses: MeasuredRun[] = []
  for (let i = 0; i < STATUS_RUNS; i++) statuses.push(await runEverportIn(folder, ['status'], context))
  context.tell('huge: resuming')
  const resumed = await runEverportIn(folder, ['resume', '--quiet', '--json'], context)
  const sent = sentOf(resumed)

  const status = median(statuses.map(({wall}) => wall))
  const step = (what: string, run: MeasuredRun): Goal => ({
    what: `${count(messages)} messages, ${what}: peak memory`,
    goal: `< ${megabytes(MEMORY)}`,
    measured: `${megabytes(run.peak)} (${seconds(run.wall)})`,
    verdict: mark(run.peak < MEMORY),
  })
  const goals: Goal[] = [
    step('planned', planned),
    step(begun.exit === INTERRUPTED ? 'imported until an interrupt' : 'imported (the interrupt came too late)', begun),
    step('resumed to the end', resumed),
    {
      what: `${count(messages)} messages, sent after the interrupt and the resume`,
      goal: 'all',
      measured: count(sent),
      verdict: mark(sent === messages),
    },
    {
      what: `\`everport status\` on ${count(messages)} messages`,
      goal: `< ${milliseconds(STATUS)}`,
      measured: milliseconds(status),
      verdict: mark(status < STATUS),
    },
  ]
  return {bench: 'huge', tables: [], goals, missing: [], data: {planned, begun, statuses, resumed}}
}
