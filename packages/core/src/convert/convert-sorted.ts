import {setImmediate} from 'node:timers/promises'
import {booksFrom} from '../run/books-from.js'
import {withSortedExport} from '../run/read-sorted.js'
import type {RunContext} from '../run/run.js'
import type {Naming} from '../stage/naming.js'
import {placeOf} from '../store/rejects.js'
import type {Scratch} from '../store/scratch.js'
import {type ConversationWriter, ConversionFiles} from './conversation-writer.js'
import type {ConvertReport, ConvertRequest} from './convert-export.js'
import {ConvertedRejects} from './converted-rejects.js'

const BREATHE_EVERY = 2000

/** Writes any export, in order or not: staged in a file of its own first, and sorted. */
export async function convertSorted(
  {from, options, out, format}: ConvertRequest,
  context: RunContext,
): Promise<ConvertReport> {
  return withSortedExport(from, options, context, async ({scratch, naming, tallies, notices, unread}) => {
    const files = new ConversionFiles(out, format)
    const rejects = new ConvertedRejects(out)
    const total = scratch.count()
    let done = 0
    let sent = 0
    let current = 0
    let writer: ConversationWriter | undefined
    const end = () => {
      if (!writer) return
      writer.end()
      files.ended()
      writer = undefined
    }
    try {
      for (const row of scratch.rows()) {
        if (done++ % BREATHE_EVERY === 0) {
          context.emit({type: 'staging', done, messages: total})
          await setImmediate()
          context.signal.throwIfAborted()
        }
        if (row.conversation !== current) end()
        current = row.conversation
        const sender = naming.sender(row.person)
        const role = naming.role(row, sender)
        if (role === 'drop') {
          tallies.add(row.conversation, 'filtered', 'bots')
          continue
        }
        if (!writer) {
          const conversation = scratch.getConversation(row.conversation)
          writer = files.conversation(naming.conversationTarget(conversation), naming.owner(conversation))
        }
        writer.write({sender, role, senderName: row.senderName, at: row.at, key: row.key, text: row.text})
        sent += 1
      }
      end()
      await convertUnread(scratch, rejects, naming, context)
    } catch (error) {
      files.abandon()
      rejects.abandon()
      throw error
    }
    context.emit({type: 'staging', done: total, messages: total})
    return {
      conversations: scratch.conversationCount(),
      people: scratch.speakerCount(),
      books: booksFrom(
        tallies.entries((id) => id),
        sent,
      ),
      files: files.close(),
      notices: notices.grouped(),
      unread,
      ...rejects.close(),
    }
  })
}

async function convertUnread(
  scratch: Scratch,
  rejects: ConvertedRejects,
  naming: Naming,
  {signal}: RunContext,
): Promise<void> {
  let done = 0
  for (const row of scratch.unreadRows()) {
    if (done++ % BREATHE_EVERY === 0) {
      await setImmediate()
      signal.throwIfAborted()
    }
    const {reason, count, excerpt, key, at, person, text} = row
    const role = person === null ? 'user' : naming.role({role: row.role, bot: row.bot === 1}, naming.sender(person))
    rejects.add(
      {
        reason,
        count,
        place: row.file === null ? undefined : placeOf({...row, file: scratch.filePath(row.file)}),
        excerpt: excerpt ?? undefined,
        conversation: row.conversation === 0 ? undefined : scratch.getConversation(row.conversation),
        message:
          key === null || person === null || text === null || role === 'drop'
            ? undefined
            : {key, at, person, senderName: row.sender_name, text},
        role: role === 'assistant' ? 'assistant' : 'user',
      },
      naming,
    )
  }
}
