import {afterEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {fastTiming} from '../testing/fast-timing.js'
import {chat, recordExport} from '../testing/record-source.js'
import {realTiming} from './timing.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)
const chats = (count: number) => Array.from({length: count}, (_, i) => chat(`c${i}`, texts(3))).flat()
const HOURS = 3 * 3_600_000

describe('a request is committed and measured when it leaves, not when it is made', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const adds = () => engine.rehearsal.ledger.requests().filter(({kind}) => kind === 'add')

  it('Ctrl-C lets what is in flight finish, and nothing that waits for its turn leaves', async () => {
    engine = await startEngine({latency: 20})
    const abort = new AbortController()
    let before = 0
    const report = await engine.import(
      recordExport(chats(6)),
      {},
      {concurrency: 1},
      {
        signal: abort.signal,
        emit: (event) => {
          if (event.type !== 'sending' || event.progress.requests === 0 || abort.signal.aborted) return
          before = adds().length
          abort.abort()
        },
      },
    )
    expect(adds().length - before).toBeLessThanOrEqual(1)
    // What did not leave is not in doubt.
    expect(report.books).toMatchObject({unknown: 0, sent: adds().length * 3})
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 18, unknown: 0}})
  })

  it('a request that waited long for its turn gets its whole quiet time', async () => {
    engine = await startEngine({
      faults: [
        {on: 'add', conversation: 'memo-c0', nth: 1, do: {status: 429, retryAfter: 6}},
        // Stored after the client has given up, and before the quiet time is over.
        {on: 'add', conversation: 'memo-c1', nth: 1, do: {delay: 400}},
      ],
    })
    const report = await engine.import(
      recordExport(chats(2)),
      {},
      {concurrency: 1, timeout: 0.3},
      {timing: fastTiming(8)},
    )
    expect(report).toMatchObject({state: 'done', books: {sent: 6}})
    expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 6, duplicates: 0})
  })

  it('a request that waited for its turn does not count as a slow one', async () => {
    engine = await startEngine({latency: 150})
    await engine.import(recordExport(chats(4)), {}, {concurrency: 1, timeout: 1}, {timing: realTiming})
    expect(engine.events.filter(({type}) => type === 'pace')).toEqual([])
  })

  it.each(['v1', 'v2-cloud', 'v2-self-hosted'] as const)(
    '%s: a clock that jumps by hours hurries nothing and stops nothing',
    async (mode) => {
      engine = await startEngine({
        mode,
        faults: [
          {on: 'add', nth: 1, do: {status: 429, retryAfter: 1}},
          {on: 'add', nth: 2, when: 'after-commit', do: {status: 500}},
          {on: 'flush', nth: 1, do: {status: 503, retryAfter: 1}},
        ],
      })
      const timing = fastTiming()
      let jumps = 0
      const now = () => timing.now() + (jumps++ % 3) * HOURS - HOURS
      const report = await engine.import(recordExport(chats(3)), {}, {}, {timing: {...timing, now}})
      expect(report).toMatchObject({state: 'done', books: {sent: 9, unknown: 0}})
      expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 9, duplicates: 0})
    },
  )
})
