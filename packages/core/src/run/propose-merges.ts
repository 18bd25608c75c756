import type {ListedPerson} from './list-people.js'

/** People who may be one. Only ever proposed: two people may share a name, and a family an address. */
export interface MergeProposal {
  by: 'e-mail' | 'name'
  /** What they share, as the first of them writes it. */
  shared: string
  /** The most talkative first; at least two, with different ids. */
  people: ListedPerson[]
}

/**
 * Who may be the same person, by e-mail and by name. Those who are one already, through `identities`, are not proposed again,
 * and nobody is ever one with a bot.
 */
export function proposeMerges(people: readonly ListedPerson[]): MergeProposal[] {
  const byEmail = groups(people, 'e-mail', ({email}) => email)
  const told = new Set(byEmail.map(membersOf))
  return [...byEmail, ...groups(people, 'name', ({name}) => name).filter((one) => !told.has(membersOf(one)))]
}

function groups(
  people: readonly ListedPerson[],
  by: MergeProposal['by'],
  shared: (person: ListedPerson) => string | undefined,
): MergeProposal[] {
  const found = new Map<string, ListedPerson[]>()
  for (const person of people) {
    const key = folded(shared(person) ?? '')
    if (key === '') continue
    const group = found.get(`${person.bot} ${key}`)
    if (group) group.push(person)
    else found.set(`${person.bot} ${key}`, [person])
  }
  return [...found.values()]
    .filter((group) => new Set(group.map(({id}) => id)).size > 1)
    .map((group) => ({
      by,
      shared: shared(group[0]!) ?? '',
      people: group.sort((a, b) => b.messages - a.messages || (a.native < b.native ? -1 : 1)),
    }))
}

/** Compatibility forms, case and blanks make no difference: `Ann  LEE` and `ann lee`. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function membersOf({people}: MergeProposal): string {
  return people
    .map(({native}) => native)
    .sort()
    .join('\n')
}
