import {type InputFile, jsonLines, type SourceRecord} from '@everport/plugin-kit'
import type {ChannelChoice} from '../conversation/channel-choice.js'
import {type ConversationReader, createConversationReader, type Reading} from '../conversation/conversation-reader.js'
import {choosableNames, unlistedConversation} from '../conversation/conversations.js'
import {counted} from '../counted.js'
import {asObject, asText} from '../loose.js'
import {reasonOf, unreadableFile} from './items.js'

/**
 * Reads logs of Slack's event stream: one event a line, all channels in one file. Events that are no messages (presence, reactions)
 * are not messages of the export: they are passed over, and their number is told.
 */
export async function* readLog(
  files: readonly InputFile[],
  reading: Reading,
  choice: ChannelChoice,
  onLeftOut: () => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const readers = new Map<string, ConversationReader | undefined>()
  const {warn, skip} = reading.context
  let others = 0
  for (const file of files) {
    try {
      for await (const batch of jsonLines(file.chunks())) {
        const byChannel = new Map<string, {values: unknown[]; lines: number[]}>()
        for (const {error, line, ...rest} of batch) {
          const event = 'value' in rest ? asObject(rest.value) : undefined
          if (error !== undefined)
            warn({...unreadableFile(file, `line ${line}: ${error}`), place: {file: file.path, line}})
          else if (event === undefined) skip({reason: 'not-a-message', place: {file: file.path, line}})
          if (event !== undefined && event.type !== 'message') others += 1
          if (event?.type !== 'message') continue
          const channel = asText(event.channel)
          if (channel === undefined) skip({reason: 'no-conversation', place: {file: file.path, line}})
          else {
            const known = byChannel.get(channel) ?? {values: [], lines: []}
            known.values.push(event)
            known.lines.push(line)
            byChannel.set(channel, known)
          }
        }
        for (const [channel, {values, lines}] of byChannel) {
          if (!readers.has(channel)) {
            const reader = open(channel)
            if (reader !== undefined) yield reader.begin()
          }
          const records = readers.get(channel)?.take({values, recordOf: (index) => lines[index] ?? 0}, file.path)
          if (records !== undefined) yield records
        }
      }
    } catch (error) {
      warn(unreadableFile(file, reasonOf(error)))
    }
  }
  for (const reader of readers.values()) if (reader !== undefined) yield reader.end()
  if (others > 0)
    warn({
      code: 'other-events',
      message: `The log also tells of ${counted(others, 'event')} of other kinds than messages.`,
    })

  function open(id: string): ConversationReader | undefined {
    const conversation = unlistedConversation(id, [])
    const names = choosableNames(conversation, reading.people, reading.owner)
    const taken = choice.takes({kind: conversation.kind, names})
    if (!taken) onLeftOut()
    const reader = taken ? createConversationReader(conversation, reading, 'time', 'line') : undefined
    readers.set(id, reader)
    return reader
  }
}
