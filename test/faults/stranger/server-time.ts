import {performance} from 'node:perf_hooks'
import {setTimeout} from 'node:timers/promises'

/** A server's own time, `speed` times as fast as the wall's: everything that it makes people wait for passes by it. */
export interface ServerTime {
  /** Ms since it was started. */
  now(): number
  /** Ms of its own. */
  wait(ms: number): Promise<void>
}

export function serverTime(speed: number): ServerTime {
  const start = performance.now()
  return {
    now: () => (performance.now() - start) * speed,
    wait: async (ms) => void (ms > 0 && (await setTimeout(ms / speed, undefined, {ref: false}))),
  }
}
