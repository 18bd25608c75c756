import {afterEach, describe, expect, it} from 'vitest'
import {V2_SLICES} from '../target/slice-limits.js'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

/** A message a minute on one day: nowhere a silence at which the server would be told to cut. */
const texts = Array.from({length: 500}, (_, i) => `message ${i}`)
const long = () => recordExport(chat('general', texts))
const wordy = () => recordExport(chat('general', Array<string>(60).fill('word '.repeat(400))))

describe('where slices end', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const cells = () => engine.rehearsal.ledger.cells()
  const cuts = () => [...new Set(cells().map(({cut}) => cut))]

  it.each([
    ['messages', long],
    ['tokens', wordy],
  ])(
    'a server of one’s own, in its default mode, is never made to cut blindly for its number of %s',
    async (_of, from) => {
      engine = await startEngine({mode: 'v2-self-hosted', version: '1.5.1', memorize: 'agent'})
      expect(await engine.import(from())).toMatchObject({state: 'done'})
      expect(cuts()).toEqual(['flush'])
      expect(engine.rehearsal.ledger.violations()).toEqual([])
    },
  )

  it('a server of one’s own in the mode chat gets slices as long as those of the Cloud when it is told so', async () => {
    engine = await startEngine({mode: 'v2-self-hosted', version: '1.5.1', memorize: 'chat'})
    await engine.import(long(), {}, {memorizeMode: 'chat'})
    expect(cuts()).toEqual(['flush'])
    expect(cells().map(({messages}) => messages)).toEqual([V2_SLICES.messages, 100])
  })

  it('the Cloud gets long slices, whatever is said of servers of one’s own', async () => {
    engine = await startEngine({mode: 'v2-cloud'})
    const report = await engine.import(long(), {}, {memorizeMode: 'agent'})
    expect(report.flushes).toBe(2)
  })

  it('a dry run, which asks no server, plans the slices that an import then makes', async () => {
    engine = await startEngine({mode: 'v2-self-hosted', version: '1.5.1', memorize: 'agent'})
    const plan = await engine.plan(long())
    const report = await engine.import(long())
    expect(report.flushes).toBe(plan.plan.flushes)
  })

  it('a run that goes on keeps its slices, whatever is said then', async () => {
    engine = await startEngine({mode: 'v2-self-hosted', version: '1.5.1', memorize: 'chat'})
    const abort = new AbortController()
    const emit = (event: {type: string; progress?: {sent: number}}) => {
      if (event.type === 'sending' && event.progress!.sent > 0) abort.abort()
    }
    const stopped = await engine.import(
      long(),
      {},
      {memorizeMode: 'chat', maxMessages: 50},
      {signal: abort.signal, emit},
    )
    expect(stopped.state).toBe('interrupted')
    expect(await engine.resume({memorizeMode: 'agent'})).toMatchObject({state: 'done'})
    expect(cells().map(({messages}) => messages)).toEqual([V2_SLICES.messages, 100])
  })
})
