import {realTiming, type Timing} from '../deliver/timing.js'

/** How often this process is seen to be alive, and how much time one sight of it is worth at most, ms. */
const TICK = 5
const MOST = 40

let alive = 0
let seen = performance.now()
let isTicking = false

/**
 * Milliseconds that this process has been at work. A process that stalls, as on a loaded machine, finds that its time limits have run out but not
 * that its server, which stood still with it, was quiet for long.
 */
function atWork(): number {
  if (!isTicking) setInterval(atWork, TICK).unref()
  isTicking = true
  const now = performance.now()
  alive += Math.min(now - seen, MOST)
  seen = now
  return alive
}

/** Time passes `speed` times faster for everything that looks at it, so that a quiet time of five seconds is over in a moment. */
export function fastTiming(speed = 20): Timing {
  const start = realTiming.now()
  const began = atWork()
  const elapsed = () => (atWork() - began) * speed
  return {
    now: () => Math.round(start + elapsed()),
    elapsed,
    random: () => 0.5,
    async sleep(ms, signal) {
      const until = elapsed() + ms
      do await realTiming.sleep((until - elapsed()) / speed, signal)
      while (elapsed() < until && !signal.aborted)
    },
  }
}
