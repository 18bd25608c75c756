import type {RunReport} from '@everport/core/run'
import type {Paint} from './paint.js'

/** What to type next, after a run that ended like this. */
export function nextText({books, run, state}: RunReport, paint: Paint, bin: string): string[] {
  const resume = `${bin} resume ${run}`
  const lines: string[] = []
  if (state === 'interrupted' || state === 'refused' || state === 'sending' || state === 'planned') {
    lines.push(`  ${resume}   ${paint.faint('continues; nothing is sent twice')}`)
  } else if (state === 'partial') {
    if (books.pending > 0 || books.unknown > 0) {
      lines.push(`  ${resume}   ${paint.faint('asks the server again and goes on')}`)
    }
    if (books.unknown > 0) {
      lines.push(
        `  ${resume} --on-unknown resend   ${paint.faint('sends what may be missing again: it may then be there twice')}`,
      )
      lines.push(`  ${resume} --on-unknown skip   ${paint.faint('goes on without it: it may then be missing')}`)
    }
  }
  lines.push(`  ${bin} status   ${paint.faint('lists all runs of this project')}`)
  return [paint.strong('Next'), ...lines]
}
