import {setTimeout as wait} from 'node:timers/promises'

/** Waits, without keeping the process alive when the server is closed meanwhile. */
export function pause(ms: number): Promise<void> {
  return wait(ms, undefined, {ref: false})
}
