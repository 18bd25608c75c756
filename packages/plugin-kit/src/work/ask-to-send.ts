import {createInterface} from 'node:readline/promises'
import type {RunReport} from '@everport/core/run'
import type {Source} from '@everport/core/source'
import {planText} from '../text/plan-text.js'
import type {Terminal} from './terminal.js'

/** Shows the plan, and asks when there is somebody to ask. */
export async function askToSend(terminal: Terminal, plan: RunReport, source: Source): Promise<boolean> {
  if (terminal.progress !== 'silent' || terminal.interactive)
    terminal.note(`${planText(plan, source, terminal.paint.err)}\n`)
  if (!terminal.interactive || plan.books.pending === 0) return !terminal.signal.aborted
  return ask('Send it? [y/N] ', terminal.signal)
}

async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  // Not as a terminal interface: that would take Ctrl-C for itself.
  const lines = createInterface({input: process.stdin, output: process.stderr, terminal: false})
  try {
    return /^y(es)?$/i.test((await lines.question(question, {signal})).trim())
  } catch (error) {
    if (signal.aborted) return false
    throw error
  } finally {
    lines.close()
  }
}
