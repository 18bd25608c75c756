import {type InputFile, type SourceRecord, selectJson} from '@everport/plugin-kit'
import {cleanText} from '../clean-text.js'
import {counted} from '../counted.js'
import {reportDamage} from '../json/report-damage.js'
import type {RawTrackerMessage, RawTrackerMeta} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'
import {trackerConversation, trackerLabel} from './tracker-channel.js'
import {pushTrackerMessage} from './tracker-message.js'

// A list in place of a channel's object has lost the ids of its messages: its elements are found to be counted.
const MESSAGES = [
  {path: 'data.*.*', exactIntegers: true},
  {path: 'data.*[]', exactIntegers: true},
] as const
const META = [{path: 'meta', exactIntegers: true}] as const

/**
 * Reads the text archive of Discord History Tracker: `{meta, data: {channelId: {messageId: {...}}}}`. `meta` is the format's own index
 * and is held; the messages stream. Messages are properties, so their order in the file says nothing.
 */
export async function* readTracker(file: InputFile, reading: Reading): AsyncGenerator<SourceRecord[]> {
  const {context, filter, channels} = reading
  const meta = await readMeta(file, reading)
  for (const [id, channel] of Object.entries(meta.channels ?? {}))
    if (channel?.name) channels.set(id, cleanText(channel.name))
  let conversation = ''
  let isWanted = false
  const seen = new Set<string>()
  for await (const matches of selectJson(readableChunks(file, context), MESSAGES)) {
    if (context.signal.aborted) return
    let out: SourceRecord[] = []
    for (const match of matches) {
      const [, channel, id] = match.path.map(String)
      if (channel !== undefined && channel !== conversation) {
        const label = trackerLabel(channel, meta)
        conversation = channel
        seen.add(channel)
        isWanted = filter.accepts(label)
        if (out.length > 0) yield out
        out = []
        if (isWanted) yield [trackerConversation(label, meta)]
      }
      if (match.error !== undefined) reportDamage(match, {file: file.path, conversation, depth: 3}, context)
      else if (isWanted && id !== undefined) {
        const position = {conversation, id, place: {file: file.path}}
        const isMessage = match.selection === 0 && typeof match.value === 'object' && match.value !== null
        const reason = isMessage
          ? pushTrackerMessage(match.value as RawTrackerMessage, position, meta, reading, out)
          : 'unreadable'
        if (reason !== undefined) context.skip({reason, conversation, place: position.place})
      }
    }
    if (out.length > 0) yield out
  }
  // Without `data`, or with it under another name, the archive looks like one in which nothing was ever said.
  if (seen.size === 0) {
    const message =
      'The archive has no messages where they belong (data): if it was not empty when it was saved, it is damaged. Save it again in Discord History Tracker.'
    context.warn({code: 'no-messages', message, place: {file: file.path}})
    return
  }
  const silent = Object.keys(meta.channels ?? {}).filter(
    (id) => !seen.has(id) && filter.accepts(trackerLabel(id, meta)),
  )
  if (silent.length > 0) {
    const message = `${counted(silent.length, 'channel')} of the archive's index without messages.`
    context.warn({code: 'no-messages', message, place: {file: file.path}})
  }
}

async function readMeta(file: InputFile, {context}: Reading): Promise<RawTrackerMeta> {
  for await (const matches of selectJson(readableChunks(file, context), META)) {
    for (const match of matches) if (match.error === undefined) return (match.value ?? {}) as RawTrackerMeta
  }
  const message =
    'The archive has no readable index (meta): its messages are kept, without names of people and channels.'
  context.warn({code: 'unreadable-file', message, place: {file: file.path}})
  return {}
}
