import {listRuns, type RunReport} from '@everport/core/run'
import {stateDirFlag} from '../commands/project-folder.js'
import {columns, cut} from '../text/columns.js'
import {figure, minute} from '../text/figures.js'
import {commandLines, nextText} from '../text/next-text.js'
import type {Paint} from '../text/paint.js'
import {paragraphs, section} from '../text/paragraphs.js'
import {type Described, runText} from '../text/run-text.js'
import type {Terminal} from './terminal.js'

export interface StatusWork {
  stateDir: string
  /** Default: all of them. */
  run: string | undefined
  describe(source: string): Promise<Described>
}

/** Lists the runs of a project, or shows one. What it returns is what `--json` prints. */
export async function runStatus(
  terminal: Terminal,
  {describe, run, stateDir}: StatusWork,
): Promise<{runs: RunReport[]}> {
  const runs = await listRuns({stateDir, ...(run === undefined ? {} : {run})})
  const {bin, paint} = terminal
  const at = stateDirFlag(stateDir)
  const [only] = runs
  if (run !== undefined && only) {
    const next = nextText(only, paint.out, bin, at)
    terminal.print(runText(only, await describe(only.source), {paint: paint.out, next}))
  } else terminal.print(only ? runsText(runs, paint.out, bin, at) : emptyText(stateDir, paint.out, bin))
  return {runs}
}

const INPUT = 40

function runsText(runs: readonly RunReport[], paint: Paint, bin: string, at: string): string {
  const rows = runs.map(({books, input, run, source, started, state}) => [
    paint.strong(run),
    minute(started),
    state,
    `${figure(books.sent)} sent`,
    books.pending + books.unknown > 0 ? `${figure(books.pending + books.unknown)} open` : '',
    books.rejected > 0 ? `${figure(books.rejected)} rejected` : '',
    source,
    cut(input, INPUT),
  ])
  const open = runs.find(({state}) => state !== 'done' && state !== 'undone')
  const next: [string, string][] = open
    ? [
        [`${bin} resume ${open.run}${at}`, 'goes on with the newest that is not done'],
        [`${bin} status ${open.run}${at}`, 'shows it'],
      ]
    : [[`${bin} status ${runs[0]?.run}${at}`, 'shows a run']]
  return paragraphs(columns(rows, 'lllrrrll'), section('Next', commandLines(next, paint), paint))
}

function emptyText(stateDir: string, paint: Paint, bin: string): string {
  return paragraphs(
    `No runs yet in ${stateDir}.`,
    section('Next', commandLines([[`${bin} import PATH --dry-run`, 'plans an import']], paint), paint),
  )
}
