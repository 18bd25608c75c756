import {setImmediate as turn} from 'node:timers/promises'
import type {Timing} from '../deliver/timing.js'

/** Turns of the event loop after which whoever could go on has gone on. */
const TURNS = 4

/**
 * Time that passes only when everybody waits for it: what is measured with it depends on no machine.
 * @param disk resolves when nobody waits for the disk any more
 */
export function virtualTiming(disk: () => Promise<void> = async () => {}) {
  let now = 0
  const sleeping: {until: number; wake(): void}[] = []
  const timing: Timing = {
    now: () => Date.UTC(2024, 2, 1) + now,
    elapsed: () => now,
    random: () => 0.5,
    sleep: (ms, signal) =>
      signal.aborted ? Promise.resolve() : new Promise((wake) => sleeping.push({until: now + Math.max(0, ms), wake})),
  }
  return {
    timing,
    /** Lets time pass until the work is done. */
    async run<T>(work: Promise<T>): Promise<T> {
      let isOver = false
      const end = () => {
        isOver = true
      }
      work.then(end, end)
      for (;;) {
        for (let i = 0; i < TURNS; i++) {
          await turn()
          await disk()
        }
        if (isOver) return work
        now = Math.min(...sleeping.map(({until}) => until))
        for (const sleeper of sleeping.filter(({until}) => until <= now)) {
          sleeping.splice(sleeping.indexOf(sleeper), 1)
          sleeper.wake()
        }
      }
    },
  }
}
