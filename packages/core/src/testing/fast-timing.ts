import {realTiming, type Timing} from '../deliver/timing.js'

/** Time passes `speed` times faster for everything that looks at it, so that a quiet time of five seconds is over in a moment. */
export function fastTiming(speed = 20): Timing {
  const start = realTiming.now()
  const began = realTiming.elapsed()
  const elapsed = () => (realTiming.elapsed() - began) * speed
  return {
    now: () => Math.round(start + elapsed()),
    elapsed,
    random: () => 0.5,
    sleep: (ms, signal) => realTiming.sleep(ms / speed, signal),
  }
}
