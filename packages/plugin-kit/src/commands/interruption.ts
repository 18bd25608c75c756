import {EXIT} from '@everport/core/errors'

export interface Interruption {
  /** Aborts at the first Ctrl-C. */
  readonly signal: AbortSignal
  dispose(): void
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * Ctrl-C (or SIGTERM) once aborts the signal, so that what is in flight is finished; the second time the process leaves at once.
 * The state file is right in both cases.
 */
export function listenForInterruption(exit: (code: number) => void = (code) => process.exit(code)): Interruption {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) exit(EXIT.interrupted.code)
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, listener)
  return {
    signal: controller.signal,
    dispose() {
      for (const name of SIGNALS) process.removeListener(name, listener)
    },
  }
}
