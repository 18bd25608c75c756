import {setImmediate} from 'node:timers/promises'
import type {ImportOptions} from '../config/import-options.js'
import {booksFrom, withSortedExport} from '../run/read-sorted.js'
import type {Books, GroupedNotice} from '../run/report.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import {Naming} from '../stage/naming.js'
import {Notices} from '../stage/notices.js'
import {readExport} from '../stage/read-export.js'
import {defaultNamespace} from '../stage/stage-export.js'
import {Tallies} from '../stage/tallies.js'
import {type ConversationWriter, ConversionFiles, type Format} from './conversation-writer.js'
import {makeFolder} from './output-file.js'
import {OutOfOrder, StraightIntake} from './straight-intake.js'

export interface ConvertRequest {
  from: ExportToRead
  options: ImportOptions
  /** Folder for the files, created when missing. Files of the same names are replaced. */
  out: string
  /** `json`: one file per conversation in the format of the EverOS batch guide. `ndjson`: one file, a message a line. */
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
}

const BREATHE_EVERY = 2000

/**
 * Writes an export in the EverOS formats, sending nothing. The same export always gives the same bytes: an export in order is written
 * straight through, any other is sorted first, and both ways lead to the same files.
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
  const intake = new StraightIntake(files, options, (conversation) => tallies.add(conversation, 'filtered', 'bots'))
  intake.use(new Naming(intake, from.source.id, options.namespace ?? defaultNamespace(from), options))
  try {
    await readExport(from, options, intake, {tallies, notices}, context)
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
    }
  } catch (error) {
    files.abandon()
    if (error instanceof OutOfOrder) return undefined
    throw error
  }
}

async function convertSorted(
  {from, options, out, format}: ConvertRequest,
  context: RunContext,
): Promise<ConvertReport> {
  return withSortedExport(from, options, context, async ({scratch, naming, tallies, notices}) => {
    const files = new ConversionFiles(out, format)
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
        writer.write({sender, role, senderName: row.sender_name, at: row.at, key: row.key, text: row.text})
        sent += 1
      }
      end()
    } catch (error) {
      files.abandon()
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
    }
  })
}
