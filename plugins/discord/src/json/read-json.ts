import {type JsonFault, type SourceRecord, selectJson} from '@everport/plugin-kit'
import type {RawMessage} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import type {JsonDocument} from './documents.js'
import {pushMessage} from './message.js'

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
      'author',
      'attachments',
      'embeds',
      'stickers',
      'mentions',
      'reference',
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
  let read = 0
  let stated: unknown
  for await (const matches of selectJson(readableChunks(file, context), SELECTIONS)) {
    if (context.signal.aborted) return
    const out: SourceRecord[] = []
    for (const match of matches) {
      if (match.error !== undefined) reportDamage(match, file.path, home.conversation, context)
      else if (match.selection === 1) stated = match.value
      else {
        const place = {file: file.path, record: ++read}
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
  }
}

/** A message that cannot be read is counted; a file that ends early is told about, and one message with it when it was cut inside. */
export function reportDamage(
  damage: JsonFault,
  file: string,
  conversation: string,
  {skip, warn}: Reading['context'],
): void {
  const place = {file, byte: damage.byte}
  const isInMessage = damage.path.some((key) => typeof key === 'number')
  if (damage.error === 'bad-value' || isInMessage)
    skip({reason: damage.error === 'truncated' ? 'truncated' : 'unreadable', conversation, place})
  if (damage.error === 'bad-value') return
  const message =
    'The file ends too early: the export was interrupted. All messages up to there are kept; export the channel again to get the rest.'
  warn({code: 'truncated', message, place})
}
