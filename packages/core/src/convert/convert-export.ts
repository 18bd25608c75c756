import {setImmediate} from 'node:timers/promises'
import type {ImportOptions} from '../config/import-options.js'
import {booksFrom, withSortedExport} from '../run/read-sorted.js'
import type {Books, GroupedNotice} from '../run/report.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import {OutOfOrder} from '../stage/in-order.js'
import {Naming} from '../stage/naming.js'
import {Notices} from '../stage/notices.js'
import {readExport} from '../stage/read-export.js'
import {defaultNamespace} from '../stage/stage-export.js'
import {Tallies} from '../stage/tallies.js'
import {placeOf} from '../store/rejects.js'
import type {Scratch} from '../store/scratch.js'
import {type ConversationWriter, ConversionFiles, type Format} from './conversation-writer.js'
import {ConvertedRejects} from './converted-rejects.js'
import {makeFolder} from './output-file.js'
import {StraightIntake} from './straight-intake.js'

export interface ConvertRequest {
  from: ExportToRead
  options: ImportOptions
  /** Folder for the files, created when missing. Files of the same names are replaced. */
  out: string
  /** `json`: one file per conversation in the format of the EverOS batch guide. `ndjson`: one file, a message a line, each conversation in order. */
  format: Format
}

export interface ConvertReport {
  conversations: number
  people: number
  /** What was written counts as sent. */
  books: Books
  /** Names of the files written, in `out`. */
  files: string[]
  notices: GroupedNotice[]
  /** Messages that could not be read. */
  unread: number
  /** Path of the file that lists what could not be read or has a time that EverOS cannot take; absent when there is nothing of the kind. */
  rejectsFile?: string
}

const BREATHE_EVERY = 2000

/**
 * Writes an export in the EverOS formats, sending nothing. The same export always gives the same bytes: an export in order is written
 * straight through, any other is sorted first, and both ways lead to the same conversations. In NDJSON, conversations that take turns in an
 * export in order take turns in the file.
 */
export async function convertExport(request: ConvertRequest, context: RunContext): Promise<ConvertReport> {
  makeFolder(request.out)
  return (await convertStraight(request, context)) ?? (await convertSorted(request, context))
}

/** Undefined when the export turns out not to be in order. */
async function convertStraight(
  {from, options, out, format}: ConvertRequest,
  context: RunContext,
): Promise<ConvertReport | undefined> {
  const files = new ConversionFiles(out, format)
  const tallies = new Tallies()
  const notices = new Notices()
  const rejects = new ConvertedRejects(out)
  const reading = {tallies, notices, unread: 0}
  const intake = new StraightIntake(files, rejects, options, (conversation) =>
    tallies.add(conversation, 'filtered', 'bots'),
  )
  intake.use(new Naming(intake, from.source.id, options.namespace ?? defaultNamespace(from), options))
  try {
    await readExport(from, options, intake, reading, context)
    context.signal.throwIfAborted()
    const counts = intake.finish()
    return {
      ...counts,
      books: booksFrom(
        tallies.entries((id) => id),
        intake.sent,
      ),
      files: files.close(),
      notices: notices.grouped(),
      ...rejected(rejects, reading.unread),
    }
  } catch (error) {
    files.abandon()
    rejects.abandon()
    if (error instanceof OutOfOrder) return undefined
    throw error
  }
}

async function convertSorted(
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
      ...rejected(rejects, unread),
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

function rejected(rejects: ConvertedRejects, unread: number): Pick<ConvertReport, 'unread' | 'rejectsFile'> {
  const path = rejects.close()
  return {unread, ...(path !== undefined && {rejectsFile: path})}
}
