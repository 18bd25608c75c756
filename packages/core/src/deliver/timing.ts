/** The passing of time, given from outside so that tests need not wait. */
export interface Timing {
  /** Unix ms, to be written down. It may jump: nothing is measured with it. */
  now(): number
  /** Milliseconds since some moment. Only ever goes forward, whatever happens to the clock. */
  elapsed(): number
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** 0 up to 1. */
  random(): number
}

export const realTiming: Timing = {
  now: Date.now,
  elapsed: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
    }),
}
