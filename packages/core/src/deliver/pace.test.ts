import {describe, expect, it} from 'vitest'
import type {RunEvent} from '../run/events.js'
import {Pace} from './pace.js'
import {Interrupted} from './stops.js'

function startPace(limits: Partial<{concurrency: number; messages: number; timeoutMs: number}> = {}) {
  const events: RunEvent[] = []
  let now = 0
  const slept: number[] = []
  const timing = {
    now: () => now,
    elapsed: () => now,
    random: () => 0.5,
    sleep: async (ms: number) => {
      slept.push(ms)
      now += ms
    },
  }
  const pace = new Pace({concurrency: 8, messages: 100, timeoutMs: 10_000, ...limits}, timing, (event) =>
    events.push(event),
  )
  return {pace, events, slept}
}

const never = new AbortController().signal

describe('Pace', () => {
  it('halves the messages of a request that took more than half its time', () => {
    const {pace, events} = startPace()
    pace.succeeded(6000, 100)
    expect(pace.messages).toBe(50)
    expect(events).toMatchObject([{type: 'pace', maxMessages: 50, why: expect.stringContaining('6.0 s')}])
  })

  it('puts time between calls when one at a time is too much, and takes it back', async () => {
    const {pace, slept} = startPace({concurrency: 1})
    const call = () => pace.call({left: 1}, never, async () => {})
    pace.overloaded(429, undefined)
    pace.overloaded(429, undefined)
    await call()
    await call()
    expect(slept).toEqual([500, 500])
    for (let i = 0; i < 40; i++) pace.keptUp()
    await call()
    await call()
    expect(slept).toHaveLength(3)
  })

  it('takes no lesson about size from a flush, which carries no messages', () => {
    const {pace} = startPace()
    pace.succeeded(6000, 100)
    for (let i = 0; i < 20; i++) pace.keptUp()
    expect(pace.messages).toBe(50)
  })

  it('lets nothing leave that still waits for its turn when the run ends', async () => {
    const {pace, slept} = startPace({concurrency: 1})
    const abort = new AbortController()
    const first = pace.call({left: 1}, abort.signal, async () => abort.abort())
    await expect(pace.call({left: 1}, abort.signal, async () => 'sent')).rejects.toThrow(Interrupted)
    await first
    expect(slept).toEqual([])
  })

  it('never goes below one message nor above what the user allows', () => {
    const {pace} = startPace()
    for (let i = 0; i < 20; i++) pace.succeeded(9000, pace.messages)
    expect(pace.messages).toBe(1)
    for (let i = 0; i < 200; i++) pace.succeeded(10, pace.messages)
    expect(pace.messages).toBe(100)
  })

  it('halves the requests in flight when the server has too much to do, and adds one after a quiet stretch', () => {
    const {pace, events} = startPace()
    pace.overloaded(429, undefined)
    for (let i = 0; i < 16; i++) pace.succeeded(10, 100)
    expect(events.map((event) => event.type === 'pace' && event.concurrency)).toEqual([4, 5])
  })

  it('makes every call wait as long as the server asked for', async () => {
    const {pace, slept} = startPace()
    pace.overloaded(503, 3000)
    expect(await pace.call({left: 1}, never, async () => 'sent')).toBe('sent')
    expect(slept).toEqual([3000])
  })

  it.each([
    [1, undefined, 250],
    [2, undefined, 500],
    [3, undefined, 1000],
    [20, undefined, 15_000],
    [1, 7000, 7000],
  ])('before attempt %i waits (asked for %s ms) %i ms', (attempt, asked, ms) => {
    expect(startPace().pace.backoff(attempt, asked)).toBe(ms)
  })
})
