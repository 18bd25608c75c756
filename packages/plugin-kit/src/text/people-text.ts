import type {ListedPerson, MergeProposal} from '@everport/core/run'
import {columns, cut} from './columns.js'
import {counted, day, figure} from './figures.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'

const NAME = 32

/** Everyone as a table, and who may be one. */
export function peopleText(
  {people, proposals}: {people: readonly ListedPerson[]; proposals: readonly MergeProposal[]},
  paint: Paint,
  next: readonly string[],
): string {
  const rows = people.map((person) => [
    cut(person.name, NAME),
    figure(person.messages),
    datesOf(person),
    person.bot ? 'bot' : '',
    person.email ?? '',
    paint.faint(person.native === person.id ? person.id : `${person.native} → ${person.id}`),
  ])
  return paragraphs(
    section(counted(people.length, 'person', 'people'), columns(rows, 'lrllll'), paint),
    ...proposals.map((proposal) => proposalLines(proposal, paint)),
    proposals.length === 0 ? [] : paint.faint('Nothing is merged unless the configuration says so, under identities.'),
    section('Next', people.length === 0 ? [] : next, paint),
  )
}

function proposalLines({by, people, shared}: MergeProposal, paint: Paint): readonly string[] {
  const rows = people.map((person) => [
    cut(person.name, NAME),
    figure(person.messages),
    person.email ?? '',
    paint.faint(person.native),
  ])
  return section(`Perhaps one person, by the ${by} ${cut(shared, NAME)}`, columns(rows, 'lrll'), paint)
}

/** `2016-01-31 – 2016-02-03`; empty for somebody who wrote nothing. */
export function datesOf({first, last}: Pick<ListedPerson, 'first' | 'last'>): string {
  return first === undefined || last === undefined ? '' : `${day(first)} – ${day(last)}`
}
