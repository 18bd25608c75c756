import type {RunReport} from '@everport/core/run'
import {columns} from './columns.js'
import {fromHere} from './from-here.js'
import type {Paint} from './paint.js'
import {shellWord} from './shell-word.js'

/**
 * What to type next, after a run that ended like this.
 * @param at flags that lead to the same state file, with a blank in front; empty in most cases
 */
export function nextText(report: RunReport, paint: Paint, bin: string, at = ''): string[] {
  const {books, corrected, rejectsFile, run, state} = report
  const resume = `${bin} resume ${run}${at}`
  const commands: [command: string, effect: string][] = []
  if (state !== 'done' && state !== 'undone' && (state !== 'partial' || books.pending > 0 || books.unknown > 0)) {
    commands.push([resume, 'goes on from there; nothing is sent twice'])
  }
  if (state === 'partial' && books.unknown > 0) {
    commands.push([`${resume} --on-unknown resend`, 'sends again what may be missing; it may then be there twice'])
    commands.push([`${resume} --on-unknown skip`, 'goes on without what may be missing'])
  }
  if (rejectsFile !== undefined && books.rejected > corrected && state !== 'undone') {
    const file = shellWord(fromHere(rejectsFile))
    commands.push([`${bin} import --rejects ${file}${at}`, 'sends what was refused, once it is corrected in that file'])
  }
  if (state === 'done' && books.sent > 0)
    commands.push([`${bin} verify ${run}${at}`, 'compares it with what the server holds'])
  commands.push([`${bin} status${at}`, 'lists the runs of this project'])
  return commandLines(commands, paint)
}

const SIDE_BY_SIDE = 48

/** Commands to type with what each does: beside it, or below where a command is long. */
export function commandLines(
  commands: readonly (readonly [command: string, effect: string])[],
  paint: Paint,
): string[] {
  if (commands.some(([command]) => command.length > SIDE_BY_SIDE)) {
    return commands.flatMap(([command, effect]) => [`  ${command}`, `    ${paint.faint(effect)}`])
  }
  return columns(
    commands.map(([command, effect]) => [command, paint.faint(effect)]),
    'll',
  )
}
