import {type SourceRecord, selectJson} from '@everport/plugin-kit'
import type {RawMessage} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import type {JsonDocument} from './documents.js'
import {pushMessage} from './message.js'
import {reportDamage} from './report-damage.js'

const SELECTIONS = [
  {
    path: 'messages[]',
    exactIntegers: true,
    fields: [
      'id',
      'type',
      'timestamp',
      'timestampEdited',
      'callEndedTimestamp',
      'content',
      'author.id',
      'author.name',
      'author.discriminator',
      'author.nickname',
      'author.isBot',
      'author.roles.id',
      'author.roles.name',
      'attachments.url',
      'attachments.fileName',
      'embeds',
      'stickers.name',
      'mentions.id',
      'mentions.name',
      'mentions.nickname',
      'reference.type',
      'reference.messageId',
      'reference.channelId',
      'forwardedMessage',
    ],
  },
  {path: 'messageCount'},
] as const

/** Yields the records of one DiscordChatExporter file, in arrays as they come out of the reader. */
export async function* readJson(
  {file, home, conversation}: JsonDocument,
  reading: Reading,
): AsyncGenerator<SourceRecord[]> {
  yield [conversation]
  const {context} = reading
  const damaged = {file: file.path, conversation: home.conversation, depth: 2}
  let read = 0
  let stated: unknown
  let isCut = false
  for await (const matches of selectJson(readableChunks(file, context), SELECTIONS)) {
    if (context.signal.aborted) return
    const out: SourceRecord[] = []
    for (const match of matches) {
      // Counted by the place in the list, so that a damaged message before it changes nothing.
      if (match.error !== 'truncated' && match.path.length === 2) read = Number(match.path[1]) + 1
      if (match.error === 'truncated') isCut = true
      if (match.error !== undefined) reportDamage(match, damaged, context)
      else if (match.selection === 1) stated = match.value
      else {
        const place = {file: file.path, record: read}
        const isObject = typeof match.value === 'object' && match.value !== null
        const reason = isObject ? pushMessage(match.value as RawMessage, place, home, reading, out) : 'unreadable'
        if (reason !== undefined) context.skip({reason, conversation: home.conversation, place})
      }
    }
    if (out.length > 0) yield out
  }
  if (typeof stated === 'number' && stated !== read) {
    const message = `The file says that it holds ${stated} messages; ${read} were read.`
    context.warn({code: 'message-count', message, place: {file: file.path}})
  } else if (typeof stated !== 'number' && read === 0 && !isCut) {
    // The exporter counts also none: without the count nothing tells an empty channel from one whose messages went astray.
    const message =
      'The file has no list of messages where it belongs (messages), and no count of them: if the channel was not empty, export it again.'
    context.warn({code: 'no-messages', message, place: {file: file.path}})
  }
}
