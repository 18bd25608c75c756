import type {ImportOptions} from '../config/import-options.js'
import {booksFrom} from '../run/books-from.js'
import type {Books, GroupedNotice} from '../run/report.js'
import type {ExportToRead, RunContext} from '../run/run.js'
import {defaultNamespace} from '../stage/default-namespace.js'
import {OutOfOrder} from '../stage/in-order.js'
import {Naming} from '../stage/naming.js'
import {Notices} from '../stage/notices.js'
import {readExport} from '../stage/read-export.js'
import {Tallies} from '../stage/tallies.js'
import {ConversionFiles, type Format} from './conversation-writer.js'
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

/**
 * Writes an export in the EverOS formats, sending nothing. The same export always gives the same bytes: an export in order is written
 * straight through, any other is sorted first, and both ways lead to the same conversations. In NDJSON, conversations that take turns in an
 * export in order take turns in the file.
 */
export async function convertExport(request: ConvertRequest, context: RunContext): Promise<ConvertReport> {
  makeFolder(request.out)
  const report = await convertStraight(request, context)
  if (report !== undefined) return report
  // With the database, which few conversions need.
  const {convertSorted} = await import('./convert-sorted.js')
  return convertSorted(request, context)
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
      unread: reading.unread,
      ...rejects.close(),
    }
  } catch (error) {
    files.abandon()
    rejects.abandon()
    if (error instanceof OutOfOrder) return undefined
    throw error
  }
}
