import {KINDS} from '../data/kinds.js'
import {count, percent, seconds} from '../report/figures.js'
import {type Goal, mark} from '../report/result.js'
import {type ServerBooks, startNullServer} from '../server/null-server.js'
import {type Bench, type BenchContext, made} from './bench.js'
import {CONCURRENCY, importWords, runEverport, sentOf} from './run-everport.js'

const LATENCY = 100
const MOST_OVERHEAD = 0.05
/** Microseconds of processor a message. */
const MOST_CPU = 30

export const delivery: Bench = {
  name: 'delivery',
  about: 'what delivering costs beside the server: 200 conversations, 16 requests in flight',
  async run(context) {
    const {path} = made(context, KINDS.delivery, {messages: context.scale.delivery})
    const slow = await imported(path, LATENCY, context)
    const quick = await imported(path, 0, context)
    context.tell('delivery: a dry run, to know what reading and staging cost')
    const dry = await runEverport(['import', 'csv', path, '--dry-run', '--quiet', '--json'], context)

    const {first, last, busy, requests, adds} = slow.seen
    // The least that a server of this speed takes, with so many requests at once.
    const least = busy / CONCURRENCY / 1000
    const took = (last - first) / 1000
    const overhead = took / least - 1
    const cpu = ((quick.run.cpu - dry.cpu) / quick.sent) * 1e6
    const whole = (quick.run.cpu / quick.sent) * 1e6
    const carried = Math.round(quick.sent / quick.seen.adds)
    const goals: Goal[] = [
      {
        what: `delivery: time over what a ${LATENCY} ms server needs for ${count(requests)} requests (${count(adds)} with messages)`,
        goal: `≤ ${percent(MOST_OVERHEAD)}`,
        measured: `${percent(overhead)} (${seconds(took)} over ${seconds(least)})`,
        verdict: mark(overhead <= MOST_OVERHEAD),
      },
      {
        what: `delivery: processor time a message, ${carried} messages a request, a flush for each`,
        goal: `≤ ${MOST_CPU} µs`,
        measured: `${cpu.toFixed(1)} µs (${whole.toFixed(1)} µs with reading and staging)`,
        verdict: mark(cpu <= MOST_CPU),
      },
    ]
    return {bench: 'delivery', tables: [], goals, missing: [], data: {slow, quick, dry}}
  },
}

async function imported(path: string, latency: number, context: BenchContext) {
  context.tell(`delivery: importing to a server that answers after ${latency} ms`)
  const server = await startNullServer(latency)
  try {
    const run = await runEverport(importWords('csv', path, server), context)
    return {run, sent: sentOf(run), seen: {...server.seen} satisfies ServerBooks}
  } finally {
    await server.close()
  }
}
