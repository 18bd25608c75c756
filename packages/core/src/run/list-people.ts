import {setImmediate} from 'node:timers/promises'
import type {ImportOptions} from '../config/import-options.js'
import type {PersonRecord, SourceRecord} from '../model/record.js'
import type {Source} from '../source/source.js'
import {withSortedExport} from './read-sorted.js'
import type {ExportToRead, RunContext} from './run.js'

/** Somebody in an export, whether they wrote or are only listed. */
export interface ListedPerson {
  source: string
  /** As `identities` names people: the native id with the source's in front, e.g. `csv-ann`. */
  native: string
  /** The id that is sent: of an identity, if this person belongs to one. */
  id: string
  name: string
  bot: boolean
  /** Never sent. */
  email?: string
  /** Never sent. */
  handle?: string
  /** Those that would be imported. */
  messages: number
  /** Unix ms. */
  first?: number
  last?: number
}

const BREATHE_EVERY = 4000

/** Everyone in an export, the most talkative first. Sends nothing and leaves no trace. */
export async function listPeople(
  {from, options}: {from: ExportToRead; options: ImportOptions},
  context: RunContext,
): Promise<ListedPerson[]> {
  // The engine keeps no e-mail and no handle: they pass by here, on their way to it.
  const records = new Map<string, Pick<PersonRecord, 'email' | 'handle'>>()
  const source = noticing(from.source, ({email, handle, id}) => {
    const before = records.get(id)
    records.set(id, {...before, ...(email ? {email} : {}), ...(handle ? {handle} : {})})
  })
  return withSortedExport({...from, source}, options, context, async ({naming, scratch}) => {
    const people = new Map<number, ListedPerson>()
    const listed = (person: number): ListedPerson => {
      const known = people.get(person)
      if (known) return known
      const {key} = scratch.getPerson(person)
      const {bot, name, target} = naming.sender(person)
      const one = {
        source: source.id,
        native: `${source.id}-${key}`,
        id: target,
        name,
        bot,
        ...records.get(key),
        messages: 0,
      }
      people.set(person, one)
      return one
    }
    let done = 0
    for (const {at, bot, person, senderName} of scratch.rows()) {
      done += 1
      if (done % BREATHE_EVERY === 0) {
        await setImmediate()
        context.signal.throwIfAborted()
      }
      const one = listed(person)
      // A sender without a person record is called as their messages say.
      if (senderName && one.native === `${source.id}-${one.name}`) one.name = senderName
      if (bot) one.bot = true
      one.messages += 1
      one.first = Math.min(one.first ?? at, at)
      one.last = Math.max(one.last ?? at, at)
    }
    for (const key of records.keys()) listed(scratch.personNumber(key))
    return [...people.values()].sort((a, b) => b.messages - a.messages || (a.native < b.native ? -1 : 1))
  })
}

function noticing(source: Source, notice: (person: PersonRecord) => void): Source {
  return {
    ...source,
    async *read(tree, options, context) {
      for await (const batch of source.read(tree, options, context)) {
        for (const record of batch as readonly SourceRecord[]) if (record.type === 'person') notice(record)
        yield batch
      }
    },
  }
}
