import {createPause} from '../input/create-pause.js'

/**
 * For long work that is synchronous: timers, progress and Ctrl-C get their turn, and memory of the database driver is given back, which waits
 * for a turn as well. Throws the signal's reason when it is aborted.
 */
export function createBreath(signal: AbortSignal): () => Promise<void> {
  const pause = createPause()
  return async () => {
    await pause()
    signal.throwIfAborted()
  }
}
