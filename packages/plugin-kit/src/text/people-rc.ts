import type {ImportOptions} from '@everport/core/config'
import type {ListedPerson, MergeProposal} from '@everport/core/run'
import {cut} from './columns.js'
import {counted} from './figures.js'
import {datesOf} from './people-text.js'

type Identity = ImportOptions['identities'][number]

const HEAD = `# Everyone, as identities for the configuration (.everportrc.yaml): change names, join entries, drop those that are right as
# they are. Who is perhaps one person stands behind a #: look at each before you take the # away, and remove the entries it joins.`

const NOTE = 60

/**
 * The `identities` of a configuration in YAML: those that it has, and an entry for everybody else, which changes nothing until
 * it is edited.
 */
export function peopleRc(
  {people, proposals}: {people: readonly ListedPerson[]; proposals: readonly MergeProposal[]},
  known: readonly Identity[],
): string {
  const named = new Set(known.flatMap(({is}) => is))
  const entries = [
    ...known.map((identity) =>
      entry(
        identity,
        people.filter(({native}) => identity.is.includes(native)),
      ),
    ),
    ...people.filter(({native}) => !named.has(native)).map((person) => entry(identityOf([person], known), [person])),
  ]
  const joined = proposals.map(({by, people: group, shared}) => [
    `  # Perhaps one person, by the ${by} ${cut(shared, NOTE)}:`,
    ...lines(identityOf(group, known)).map((line) => `  # ${line.slice(2)}`),
  ])
  const all = [...entries, ...joined].map((block) => block.join('\n'))
  return [HEAD, all.length === 0 ? 'identities: []' : 'identities:', ...all].join('\n')
}

function entry(identity: Identity, people: readonly ListedPerson[]): string[] {
  const notes = people.map((person) => {
    const facts = [
      person.name,
      person.bot ? 'bot' : '',
      person.email ?? '',
      counted(person.messages, 'message'),
      datesOf(person),
    ]
    return `  # ${facts
      .filter((fact) => fact !== '')
      .map((fact) => cut(fact, NOTE))
      .join(', ')}`
  })
  return [...notes, ...lines(identity)]
}

/** Under the id of the most talkative, so that what was imported before stays theirs; an identity that is known goes first. */
function identityOf(people: readonly ListedPerson[], known: readonly Identity[]): Identity {
  const [first] = people
  const given = known.find(({id}) => people.some((person) => person.id === id))
  const is = [...new Set([...(given?.is ?? []), ...people.map(({native}) => native)])]
  return {id: given?.id ?? first?.id ?? '', name: given?.name ?? (first?.name || first?.id) ?? '', is}
}

/** JSON texts are YAML whatever they hold. */
function lines({id, is, name}: Identity): string[] {
  return [
    `  - id: ${JSON.stringify(id)}`,
    `    name: ${JSON.stringify(name)}`,
    `    is: [${is.map((native) => JSON.stringify(native)).join(', ')}]`,
  ]
}
