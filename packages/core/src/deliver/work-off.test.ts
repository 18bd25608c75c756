import {describe, expect, it} from 'vitest'
import type {StoredConversation} from '../store/conversations.js'
import type {StoredRequest} from '../store/deliveries.js'
import type {TaskState} from '../target/target.js'
import {virtualTiming} from '../testing/virtual-timing.js'
import type {DeliveryContext} from './context.js'
import {Pace} from './pace.js'
import {Sight} from './sight.js'
import {workOff} from './work-off.js'

const LATENCY = 10
const REQUESTS = 12

describe('workOff', () => {
  it('takes no longer for the last request than for the first where a server has no task by the id that it gave', async () => {
    const took = await timesOf(() => ({kind: 'gone'}))
    expect(took.at(-1)).toBeLessThanOrEqual(took[0]!)
    expect(took[0]).toBeLessThan(1000)
  })

  it('looks later where tasks take longer', async () => {
    let polls = 0
    const took = await timesOf(() => ({kind: ++polls % 8 === 0 ? 'success' : 'processing'}))
    expect(took.at(-1)).toBeGreaterThan(took[0]!)
  })
})

/** Virtual ms that each of some requests takes, one after the other, on a server whose messages can be seen when they are looked at. */
async function timesOf(task: () => TaskState): Promise<number[]> {
  const {timing, run} = virtualTiming(async () => {})
  const signal = new AbortController().signal
  const pace = new Pace({concurrency: 1, messages: 1, timeoutMs: 60_000}, timing, () => {})
  const later = async <T>(found: T): Promise<T> => {
    await timing.sleep(LATENCY, signal)
    return found
  }
  const accepted = new Map<number, number>()
  const context = {
    ...{pace, timing, signal, accepted, queue: {left: 1}, sight: new Sight(1, () => {}), progressed: () => {}},
    store: {deliveries: {setRequest: () => {}}, messages: {range: () => []}},
    target: {task: () => later(task()), readBack: () => later({kind: 'stored'})},
  } as unknown as DeliveryContext
  const took: number[] = []
  async function work(): Promise<void> {
    for (let id = 0; id < REQUESTS; id++) {
      const began = timing.elapsed()
      accepted.set(id, began)
      await workOff({} as StoredConversation, {id, task: 'a task', messages: 1} as StoredRequest, context)
      took.push(timing.elapsed() - began)
    }
  }
  await run(work())
  return took
}
