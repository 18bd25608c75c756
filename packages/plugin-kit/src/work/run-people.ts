import type {ImportOptions} from '@everport/core/config'
import {type ExportToRead, type ListedPerson, listPeople, type MergeProposal, proposeMerges} from '@everport/core/run'
import type {PeopleOptions} from '../flags/people-options.js'
import {createProgress} from '../progress/create-progress.js'
import {commandLines} from '../text/next-text.js'
import {peopleCsv} from '../text/people-csv.js'
import {peopleRc} from '../text/people-rc.js'
import {peopleText} from '../text/people-text.js'
import {shellWord} from '../text/shell-word.js'
import type {Terminal} from './terminal.js'

export interface PeopleWork {
  /** One for each export. */
  open: readonly (() => Promise<ExportToRead>)[]
  options: ImportOptions
  format: PeopleOptions['format']
}

export interface PeopleReport {
  people: ListedPerson[]
  /** Never applied. */
  proposals: MergeProposal[]
}

/** Lists everyone in some exports, and who may be one. The report is what `--json` prints. */
export async function runPeople(terminal: Terminal, {format, open, options}: PeopleWork): Promise<PeopleReport> {
  const people: ListedPerson[] = []
  for (const one of open) people.push(...(await peopleOf(terminal, one, options)))
  const report = {people, proposals: proposeMerges(people)}
  if (format === 'csv') terminal.print(peopleCsv(people))
  else if (format === 'rc') terminal.print(peopleRc(report, options.identities))
  else terminal.print(peopleText(report, terminal.paint.out, rcNext(terminal)))
  return report
}

async function peopleOf(
  terminal: Terminal,
  open: () => Promise<ExportToRead>,
  options: ImportOptions,
): Promise<ListedPerson[]> {
  const from = await open()
  const progress = await createProgress(terminal)
  try {
    return await listPeople({from, options}, {signal: terminal.signal, emit: (event) => progress.show(event)})
  } finally {
    await progress.close()
    await from.tree.close()
  }
}

function rcNext({bin, paint, typed}: Terminal): string[] {
  const command = [bin, ...typed.map(shellWord), '--format', 'rc'].join(' ')
  return commandLines([[command, 'writes identities to edit, with the proposals as comments']], paint.out)
}
