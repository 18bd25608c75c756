import {decodeUtf8, type InputFile, type SourceRecord, selectJson} from '@everport/plugin-kit'
import {convertRows} from '../csv/convert-rows.js'
import {type CsvLayout, csvLayout} from '../csv/generation.js'
import {reportDamage} from '../json/report-damage.js'
import type {RawPackageMessage} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import type {Owner} from './owner.js'
import {pushPackageMessage} from './package-message.js'

// The ids of messages.json are numbers beyond 2^53: as JavaScript numbers they would end in 000.
const SELECTIONS = [{path: '[]', fields: ['ID', 'Timestamp', 'Contents', 'Attachments'], exactIntegers: true}] as const

export interface MessagesFile {
  file: InputFile
  format: 'json' | 'csv'
  conversation: string
  owner: Owner
}

/** The records of one `messages.json` or `messages.csv`; newest first, as Discord writes them. */
export async function* readMessages(from: MessagesFile, reading: Reading): AsyncGenerator<SourceRecord[]> {
  const {file, format} = from
  // Discord writes a header or `[]` for a channel in which nothing was said: 0 bytes are a loss.
  if (file.size === 0) {
    const message =
      'The file has 0 bytes: the messages that it held are missing. Take it from the package again, or request a new package.'
    reading.context.warn({code: 'empty-file', message, place: {file: file.path}})
  } else yield* format === 'json' ? readJsonMessages(from, reading) : readCsvMessages(from, reading)
}

async function* readJsonMessages(
  {file, conversation, owner}: MessagesFile,
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  const damaged = {file: file.path, conversation, depth: 1}
  let record = 0
  let isSilent = true
  for await (const matches of selectJson(readableChunks(file, reading.context), SELECTIONS)) {
    if (reading.context.signal.aborted) return
    isSilent = false
    const out: SourceRecord[] = []
    for (const match of matches) {
      if (match.error !== undefined) {
        reportDamage(match, damaged, reading.context)
        continue
      }
      const place = {file: file.path, record: ++record}
      const raw = (match.value ?? {}) as RawPackageMessage
      const reason = pushPackageMessage(raw, conversation, place, owner, reading, out)
      if (reason !== undefined) reading.context.skip({reason, conversation, place})
    }
    if (out.length > 0) yield out
  }
  if (isSilent && !(await isList(file))) {
    const message = 'The file is not a list of messages and was left out: take it from the package again, unchanged.'
    reading.context.warn({code: 'unreadable-file', message, place: {file: file.path}})
  }
}

async function isList(file: InputFile): Promise<boolean> {
  return decodeUtf8(await file.head(200))
    .text.trimStart()
    .startsWith('[')
}

async function* readCsvMessages(
  {file, conversation, owner}: MessagesFile,
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  const {context} = reading
  const layout = await layoutOf(file)
  if (layout === undefined) {
    const message =
      'The file does not start with ID,Timestamp,Contents,Attachments and was left out: take it from the package again, unchanged.'
    context.warn({code: 'unreadable-file', message, place: {file: file.path}})
    return
  }
  yield* convertRows(file, layout, conversation, reading, ([ID, Timestamp, Contents, Attachments], place, out) =>
    pushPackageMessage({ID, Timestamp, Contents, Attachments}, conversation, place, owner, reading, out),
  )
}

async function layoutOf(file: InputFile): Promise<CsvLayout | undefined> {
  const [firstLine = ''] = Buffer.from(await file.head(200))
    .toString('utf8')
    .split(/[\r\n]/, 1)
  const layout = csvLayout(firstLine)
  return layout?.format === 'package' ? layout : undefined
}
