import type {RunReport} from '@everport/core/run'
import {planText} from '../text/plan-text.js'
import type {Described} from '../text/run-text.js'
import type {Terminal} from './terminal.js'

/** Shows the plan, and asks when there is somebody to ask. */
export async function askToSend(terminal: Terminal, plan: RunReport, source: Described): Promise<boolean> {
  if (terminal.progress !== 'silent' || terminal.interactive)
    terminal.note(`${planText(plan, source, terminal.paint.err)}\n`)
  if (!terminal.interactive || plan.books.pending === 0) return !terminal.signal.aborted
  return terminal.ask('Send it?')
}
