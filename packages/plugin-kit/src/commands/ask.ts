import {createInterface} from 'node:readline/promises'

/** Asks on the terminal; anything but yes is no, and so is Ctrl-C. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  // Not as a terminal interface: that would take Ctrl-C for itself.
  const lines = createInterface({input: process.stdin, output: process.stderr, terminal: false})
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, {signal})).trim())
  } catch (error) {
    if (signal.aborted) return false
    throw error
  } finally {
    lines.close()
  }
}
