import {EverportError, type ExitClass, isEverportError} from '@everport/core/errors'
import {damage, type RunContext, type RunReport} from '@everport/core/run'
import {stateDirFlag} from '../commands/project-folder.js'
import {createProgress} from '../progress/create-progress.js'
import {commandLines, nextText} from '../text/next-text.js'
import {planText} from '../text/plan-text.js'
import {type Described, runText} from '../text/run-text.js'
import {shellWord} from '../text/shell-word.js'
import {askToSend} from './ask-to-send.js'
import {locatedError} from './located-error.js'
import type {Terminal} from './terminal.js'

export interface Conduct {
  stateDir: string
  dryRun: boolean
  /** What is known of a source by its id. */
  describe(source: string): Promise<Described>
  work(context: RunContext & {confirm(plan: RunReport): Promise<boolean>}): Promise<RunReport>
}

/** Plan, question, progress, summary around a piece of work that sends. The report is what `--json` prints. */
export async function conductRun(terminal: Terminal, {describe, dryRun, stateDir, work}: Conduct): Promise<RunReport> {
  const progress = await createProgress(terminal)
  let planned: RunReport | undefined
  let declined = false
  let report: RunReport
  try {
    report = await work({
      signal: terminal.signal,
      emit: (event) => {
        if (event.type === 'planned') planned = event.report
        progress.show(event)
      },
      confirm: async (plan) => {
        await progress.rest()
        declined = !(await askToSend(terminal, plan, await describe(plan.source)))
        return !declined
      },
    })
  } catch (error) {
    throw planned && !dryRun
      ? resumable(error, `${terminal.bin} resume ${planned.run}${stateDirFlag(stateDir)}`)
      : locatedError(error, stateDir)
  } finally {
    await progress.close()
  }
  const {bin, paint} = terminal
  const source = await describe(report.source)
  if (dryRun) terminal.print(planText(report, source, paint.out, againNext(terminal, 'sends it')))
  else if (declined) terminal.print('Nothing was sent.')
  else {
    // Stopped while it was reading, a run leaves nothing to resume.
    const next = planned
      ? nextText(report, paint.out, bin, stateDirFlag(stateDir))
      : againNext(terminal, 'begins again')
    terminal.print(runText(report, source, {paint: paint.out, next}))
  }
  terminal.end(declined && terminal.signal.aborted ? 'interrupted' : exitClass(report))
  return report
}

/** How the process ends for a run that ended so. A damaged export is imported in part, however well that went. */
export function exitClass(report: Pick<RunReport, 'notices' | 'state' | 'unread'>): ExitClass {
  const {state} = report
  if (state === 'refused') return 'target'
  if (state === 'interrupted') return 'interrupted'
  return state === 'partial' || damage(report) > 0 ? 'partial' : 'done'
}

/**
 * What was staged and sent before the error is kept: the error says how to go on. Not so when the account was refused: a run
 * cannot go on with another key.
 */
function resumable(error: unknown, resume: string): unknown {
  if (!isEverportError(error) || error.code === 'TARGET_REFUSED') return error
  const {code, hints, message, place} = error
  return new EverportError(code, message, {
    hints: [...hints.filter((hint) => !hint.startsWith('everport resume')), `${resume}   goes on when that is mended`],
    cause: error,
    ...(place ? {place} : {}),
  })
}

/** The same command once more, without `--dry-run`. */
function againNext({bin, paint, typed}: Terminal, effect: string): string[] {
  const words = typed.filter((word) => word !== '--dry-run')
  return commandLines([[[bin, ...words.map(shellWord)].join(' '), effect]], paint.out)
}
