import type {ImportOptions} from '../config/import-options.js'
import {createBreath} from '../stage/breath.js'
import {booksFrom} from './books-from.js'
import {withSortedExport} from './read-sorted.js'
import type {Books, GroupedNotice} from './report.js'
import type {ExportToRead, RunContext} from './run.js'

export interface InspectReport {
  source: string
  conversations: InspectedConversation[]
  people: InspectedPerson[]
  books: Books
  notices: GroupedNotice[]
  /** The first messages as they would be sent. */
  sample: {conversation: string; sender: string; role: 'user' | 'assistant'; at: number; text: string}[]
}

export interface InspectedConversation {
  /** Group or session id that would be sent. */
  id: string
  name: string
  kind: 'group' | 'personal'
  messages: number
  people: number
  /** Unix ms. */
  first?: number
  last?: number
}

export interface InspectedPerson {
  id: string
  name: string
  bot: boolean
  messages: number
}

const SAMPLE = 10
const SAMPLE_TEXT = 200
/** Messages, which cost little each. */
const BREATHE_EVERY = 1000

/** What is in an export, as it would be imported. Sends nothing and leaves no trace. */
export async function inspectExport(
  {from, options}: {from: ExportToRead; options: ImportOptions},
  context: RunContext,
): Promise<InspectReport> {
  return withSortedExport(from, options, context, async ({scratch, naming, tallies, notices}) => {
    const conversations = new Map<number, InspectedConversation>()
    const people = new Map<string, InspectedPerson>()
    const sample: InspectReport['sample'] = []
    const breathe = createBreath(context.signal)
    for (const c of scratch.conversations()) {
      await breathe()
      conversations.set(c.id, {
        id: naming.conversationTarget(c),
        name: naming.conversationName(c),
        kind: naming.owner(c) === undefined ? 'group' : 'personal',
        messages: 0,
        people: new Set(scratch.speakers(c.id, 100_000).map(({person}) => person)).size,
      })
    }
    let sent = 0
    let done = 0
    for (const row of scratch.rows()) {
      if (done++ % BREATHE_EVERY === 0) await breathe()
      const sender = naming.sender(row.person)
      const role = naming.role(row, sender)
      if (role === 'drop') {
        tallies.add(row.conversation, 'filtered', 'bots')
        continue
      }
      sent += 1
      const conversation = conversations.get(row.conversation)!
      conversation.messages += 1
      conversation.first ??= row.at
      conversation.last = row.at
      const person = people.get(sender.target) ?? {
        id: sender.target,
        name: sender.name,
        bot: sender.bot || row.bot,
        messages: 0,
      }
      person.messages += 1
      people.set(sender.target, person)
      if (sample.length < SAMPLE) {
        sample.push({
          conversation: conversation.name,
          sender: row.senderName ?? sender.name,
          role,
          at: row.at,
          text: row.text.slice(0, SAMPLE_TEXT),
        })
      }
    }
    return {
      source: from.source.id,
      conversations: [...conversations.values()],
      people: [...people.values()].sort((a, b) => b.messages - a.messages || (a.id < b.id ? -1 : 1)),
      books: booksFrom(
        tallies.entries((id) => id),
        sent,
      ),
      notices: notices.grouped(),
      sample,
    }
  })
}
