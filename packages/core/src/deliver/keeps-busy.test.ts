import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {DeliveryOptions, ImportOptions} from '../config/import-options.js'
import {deliverRun} from '../run/deliver-run.js'
import type {RunContext} from '../run/run.js'
import {stageExport} from '../stage/stage-export.js'
import {openStore, type Store} from '../store/store.js'
import type {Answer} from '../target/answer.js'
import {V2_SLICES} from '../target/slice-limits.js'
import type {Target} from '../target/target.js'
import {chat, recordExport} from '../testing/record-source.js'
import {virtualTiming} from '../testing/virtual-timing.js'

const LATENCY = 100
const CONCURRENCY = 16
const CONVERSATIONS = 200
const PER_REQUEST = 2
/** Everything that the server is asked: adds, flushes, questions about tasks, names. */
const MOST_OVERHEAD = 1.05

const SIZES: Record<string, (i: number) => number> = {
  'of one size': () => 16,
  'of several sizes': (i) => 4 + ((i * 7) % 29),
  // The longest is as long as all of it may take: it must begin first and never wait.
  'of which few hold most': (i) => Math.max(2, Math.round(140 / (i + 1) ** 0.55)),
}

describe('a server that answers after 100 ms is kept busy by 16 requests at once', () => {
  let store: Store
  let stateDir: string
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'everport-busy-'))
    store = openStore(stateDir)
  })
  afterEach(() => {
    store.close()
    rmSync(stateDir, {recursive: true, force: true})
  })

  for (const [about, queues, shows] of [
    ['answers adds', false, true],
    ['queues adds', true, true],
    // Finding that out takes seconds, for which nobody else waits.
    ['shows nothing of what waits', false, false],
  ] as const) {
    it.each(Object.keys(SIZES))(`${about}: 200 conversations %s`, async (sizes) => {
      const {timing, run: until} = virtualTiming(() => store.durable())
      const never = new AbortController().signal
      let calls = 0
      const answer = async (body: object = {}): Promise<Answer> => {
        calls += 1
        await timing.sleep(LATENCY, never)
        return {kind: 'ok', status: 200, body}
      }
      const target: Target = {
        ...PLAIN,
        add: () => answer(),
        taskOf: () => (queues ? 'task' : undefined),
        task: async () => ((await answer()) ? {kind: 'success'} : {kind: 'gone'}),
        flush: () => answer({status: 'extracted'}),
        readBack: async () => ((await answer()) && shows ? {kind: 'stored'} : {kind: 'absent'}),
        introduce: () => answer(),
      }
      const context: RunContext = {signal: never, emit: () => {}, timing}
      const run = await staged(sizes, context)
      const delivery = DeliveryOptions.parse({concurrency: CONCURRENCY, maxMessages: PER_REQUEST})
      const began = timing.elapsed()
      const report = await until(deliverRun(run, store, target, delivery, context))
      expect(report.state).toBe('done')
      expect((timing.elapsed() - began) / ((calls * LATENCY) / CONCURRENCY)).toBeLessThan(MOST_OVERHEAD)
    })
  }

  async function staged(sizes: string, context: RunContext) {
    const records = Array.from({length: CONVERSATIONS}, (_, i) =>
      chat(`c${i}`, Array(SIZES[sizes]!(i)).fill('some words'), {step: 60_000}),
    ).flat()
    const {id: destination} = store.runs.destination('v1', 'http://127.0.0.1', '', '')
    const made = {
      destination,
      source: 'memo',
      input: '',
      path: '',
      fingerprint: '',
      options: '{}',
      delivery: '{}',
      started: 0,
    }
    const run = store.runs.create(made)
    const options = ImportOptions.parse({})
    await stageExport(run, recordExport(records), options, V2_SLICES, store, context)
    return store.runs.get(run.id)!
  }
})

const PLAIN: Omit<Target, 'add' | 'taskOf' | 'task' | 'flush' | 'readBack'> = {
  name: 'a server',
  pace: () => {},
  defaultMessages: 100,
  maxMessages: 500,
  slices: V2_SLICES,
  resendIsHarmless: false,
  stillAtWork: {ms: 5000, timeLimits: 2},
  queues: false,
  encode: () => ({path: '/add', body: Buffer.from('{}')}),
  pending: async () => ({kind: 'told', count: 0}),
  memories: async () => undefined,
  recall: async () => undefined,
  close: async () => {},
}
