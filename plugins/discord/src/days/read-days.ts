import {type MessageRecord, type Place, type SourceRecord, selectJson} from '@everport/plugin-kit'
import {attachment} from '../attachment.js'
import {cleanText} from '../clean-text.js'
import {reportDamage} from '../json/report-damage.js'
import {listOf} from '../list-of.js'
import {renderMarkup} from '../markup.js'
import {parseTimestamp} from '../message-time.js'
import {createOccurrenceIds} from '../occurrence-id.js'
import type {RawDayMessage} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import type {DayFolder} from './documents.js'

const SELECTIONS = [{path: '[]', fields: ['author', 'content', 'created_at', 'attachments']}] as const

/** Reads the day files of one folder. They hold no ids: people are known by name, messages by what they say and when. */
export async function* readDays(
  {files, label, conversation, isJoined}: DayFolder,
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  yield [conversation]
  const {context, people} = reading
  const idOf = createOccurrenceIds()
  let root: string | undefined
  let order = 0
  for (const file of files) {
    const damaged = {file: file.path, conversation: conversation.id, depth: 1}
    let record = 0
    for await (const matches of selectJson(readableChunks(file, context), SELECTIONS)) {
      if (context.signal.aborted) return
      const out: SourceRecord[] = []
      for (const match of matches) {
        if (match.error !== undefined) reportDamage(match, damaged, context)
        else {
          const place = {file: file.path, record: ++record}
          const reason = pushMessage((match.value ?? {}) as RawDayMessage, place, out)
          if (reason !== undefined) context.skip({reason, conversation: conversation.id, place})
        }
      }
      if (out.length > 0) yield out
    }
  }

  function pushMessage(raw: RawDayMessage, place: Place, out: SourceRecord[]): SkipReason | undefined {
    const written = parseTimestamp(raw.created_at)
    if (written === undefined) return 'no-time'
    const author = cleanText(raw.author).trim()
    if (author === '')
      context.warn({code: 'no-author', message: 'A message names no author: it is kept as said by "Unknown".', place})
    const sender = author || 'unknown'
    const person = people.meet({id: sender, name: author || 'Unknown', local: true})
    if (person !== undefined) out.push(person)
    const content = cleanText(raw.content)
    const id = idOf(label.id, sender, cleanText(raw.created_at), content)
    const message: MessageRecord = {
      type: 'message',
      conversation: conversation.id,
      id,
      sender,
      at: written.at,
      order: order++,
      text: renderMarkup(content, reading.names),
      place,
    }
    if (isJoined && root !== undefined) message.thread = root
    root ??= id
    // Attached files are kept under their checksum; only the name means something to people.
    const attachments = listOf(raw.attachments).map((file) => attachment(cleanText(file.origin_name), undefined))
    if (attachments.length > 0) message.attachments = attachments
    out.push(message)
    return undefined
  }
}
