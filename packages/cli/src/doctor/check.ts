import {CODES, type ExitClass, isEverportError} from '@everport/core/errors'

/** One thing that was looked at. */
export interface Check {
  /** What was looked at: `server`. */
  about: string
  ok: boolean
  /** What was found, in a line or a few. */
  found: string
  /** What to do, when it is not as it must be. */
  todo: readonly string[]
}

/** A check that failed says how the process ends. */
export type Judged = Check & {exit: ExitClass}

export function sound(about: string, found: string): Judged {
  return {about, ok: true, found, todo: [], exit: 'done'}
}

export function unsound(about: string, found: string, todo: readonly string[], exit: ExitClass = 'usage'): Judged {
  return {about, ok: false, found, todo, exit}
}

/** What `look` finds; what it throws is found as well. */
export async function checked(about: string, look: () => Promise<Judged>): Promise<Judged> {
  try {
    return await look()
  } catch (error) {
    if (!isEverportError(error)) throw error
    // Nothing is being run here that could be resumed.
    const todo = error.hints.filter((hint) => !hint.startsWith('everport resume'))
    return unsound(about, error.message, todo, CODES[error.code].exit)
  }
}
