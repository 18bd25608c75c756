import type {MessageRecord, Place, SourceRecord} from '@everport/plugin-kit'
import {attachmentsFromCell} from '../attachment.js'
import {cleanText} from '../clean-text.js'
import {renderMarkup} from '../markup.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import type {CsvClock} from './clock.js'
import {convertRows} from './convert-rows.js'
import {csvSender} from './csv-sender.js'
import {type DateOrder, parseCsvDate} from './date.js'
import type {CsvDocument} from './documents.js'
import type {HalfDayWatch} from './half-day.js'
import {isSystemRow} from './system-rows.js'

/** What the parts of one export share. */
export interface CsvSet {
  clock: CsvClock
  order: DateOrder | undefined
  newestFirst: boolean
  idOf(...parts: string[]): string
  halves: HalfDayWatch
  /** Rows of the set read so far: the dates have whole minutes, so the place in the file is the order. */
  rows: number
}

/** Yields the records of one CSV file. */
export async function* readCsv(document: CsvDocument, set: CsvSet, reading: Reading): AsyncGenerator<SourceRecord[]> {
  const {file, layout, conversation} = document
  yield [conversation]
  yield* convertRows(file, layout, conversation.id, reading, (cells, place, out) =>
    pushRow(cells, place, document, set, reading, out),
  )
  if (set.halves.isLost()) {
    const message =
      'No date of this file names AM or PM and none has an hour above 12: its times may be twelve hours early. A JSON export tells them exactly.'
    reading.context.warn({code: 'half-day-lost', message, place: {file: file.path}})
  }
}

function pushRow(
  cells: readonly string[],
  place: Place,
  document: CsvDocument,
  set: CsvSet,
  reading: Reading,
  out: SourceRecord[],
): SkipReason | undefined {
  const {file, layout, conversation} = document
  const cell = (name: string) => cells[layout.columns[name] ?? -1] ?? ''
  const content = cleanText(cell('content'))
  const authorId = cell('authorid').trim()
  // Files put together by hand hold the header line again.
  if (cell('author') === 'Author' && cell('date') === 'Date') return undefined
  const row = ++set.rows
  if (/^\d[.,]\d+E\+?\d+$/i.test(authorId)) return 'damaged-id'
  const date = parseCsvDate(cell('date'))
  if (date?.type === 'either' && set.order === undefined) return 'date-order'
  const at = date && set.clock.instant(date, set.order, place)
  if (date === undefined || at === undefined) return 'bad-date'
  set.halves.note(date, cell('date'))
  if (!reading.options.events && isSystemRow(content)) return 'event'

  const sender = csvSender(authorId, cell('author').trim(), place, reading)
  if (sender.person !== undefined) out.push(sender.person)
  const message: MessageRecord = {
    type: 'message',
    conversation: conversation.id,
    id: set.idOf(conversation.id, authorId || cell('author'), cell('date'), content),
    sender: sender.id,
    senderName: sender.name,
    at,
    order: set.newestFirst ? -row : row,
    text: renderMarkup(content, reading.names),
    ...(sender.isBot && {bot: true}),
    place,
  }
  const attachments = attachmentsFromCell(
    cell('attachments'),
    /,\s*(?=https?:)|,(?!.*https?:)/i,
    file.path,
    reading.hasFile,
  )
  if (attachments.length > 0) message.attachments = attachments
  out.push(message)
  return undefined
}
