import {createInterface} from 'node:readline/promises'

/**
 * Asks for a line of text on the terminal.
 * @returns what was typed, or the suggestion when nothing was
 */
export async function askFor(question: string, suggestion: string, signal: AbortSignal): Promise<string> {
  // Not as a terminal interface: that would take Ctrl-C for itself.
  const lines = createInterface({input: process.stdin, output: process.stderr, terminal: false})
  try {
    return (await lines.question(`${question} [${suggestion}] `, {signal})).trim() || suggestion
  } finally {
    lines.close()
  }
}
