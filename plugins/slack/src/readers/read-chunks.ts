import {gunzip, type InputFile, jsonLines, type SourceRecord} from '@everport/plugin-kit'
import type {ChannelChoice} from '../conversation/channel-choice.js'
import {type ConversationReader, createConversationReader, type Reading} from '../conversation/conversation-reader.js'
import {
  type Conversation,
  choosableNames,
  indexedConversation,
  unlistedConversation,
} from '../conversation/conversations.js'
import {guessedKind, type IndexEntry, indexEntry} from '../conversation/index-entries.js'
import {counted} from '../counted.js'
import {asList, asObject, asText} from '../loose.js'
import {reasonOf, unreadableFile} from './items.js'

type Raw = Readonly<Record<string, unknown>>

/** Kinds of slackdump's chunks that matter: `{"t": 0, "id": "C1", "m": [...]}`, one a line. */
const CHUNK = {
  messages: 0,
  thread: 1,
  users: 3,
  channels: 4,
  channelInfo: 5,
  workspace: 6,
  members: 7,
  search: 10,
} as const
/** Holds no conversation, but what all of them need. */
const SHARED = /(?:^|\/)(?:users|channels|workspace)\.json\.gz$/

/**
 * Reads slackdump's chunk files. The parent of a thread comes in a page of messages and again with every page of its replies, and
 * pages overlap after a resume: all are passed on, for the engine keeps one message per id.
 */
export async function* readChunks(
  files: readonly InputFile[],
  reading: Reading,
  choice: ChannelChoice,
  onLeftOut: () => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const readers = new Map<string, ConversationReader | undefined>()
  const listed = new Map<string, IndexEntry>()
  const members = new Map<string, readonly string[]>()
  let found = 0

  const ordered = [...files].sort((a, b) => Number(SHARED.test(b.path)) - Number(SHARED.test(a.path)))
  for (const file of ordered) {
    for await (const {value, line} of lines(file, reading)) {
      const chunk = asObject(value)
      if (chunk === undefined) {
        reading.context.skip({reason: 'not-a-message', place: {file: file.path, line}})
        continue
      }
      learn(chunk)
      if (chunk.t === CHUNK.search) found += 1
      if (chunk.t !== CHUNK.messages && chunk.t !== CHUNK.thread) continue
      const id = asText(chunk.id) ?? 'unknown'
      if (!readers.has(id)) {
        const opened = open(id)
        if (opened !== undefined) yield opened.begin()
      }
      const parent = asObject(chunk.p)
      const values = parent === undefined ? asList(chunk.m) : [parent, ...asList(chunk.m)]
      const records = readers.get(id)?.take({values, recordOf: () => line}, file.path)
      if (records !== undefined) yield records
    }
  }
  for (const reader of readers.values()) if (reader !== undefined) yield reader.end()
  if (found > 0)
    reading.context.warn({
      code: 'search-results',
      message: `The archive also holds ${counted(found, 'page')} of search results: messages out of their conversations, which are not read. Archive the conversations themselves.`,
    })

  function learn(chunk: Raw): void {
    if (chunk.t === CHUNK.users) for (const user of asList(chunk.u)) reading.people.add(asObject(user) ?? {})
    if (chunk.t === CHUNK.workspace) reading.owner ??= asText(asObject(chunk.w)?.user_id)
    if (chunk.t === CHUNK.members)
      members.set(
        asText(chunk.id) ?? '',
        asList(chunk.cu).flatMap((id) => asText(id) ?? []),
      )
    if (chunk.t === CHUNK.channelInfo) list(asObject(chunk.ci))
    if (chunk.t === CHUNK.channels) for (const channel of asList(chunk.ch)) list(asObject(channel))
  }

  function list(channel: Raw | undefined): void {
    const entry = channel && indexEntry(channel, guessedKind(asText(channel.id) ?? ''))
    if (entry === undefined) return
    listed.set(entry.id, entry)
    if (entry.name !== undefined) reading.channels.set(entry.id, entry.name)
  }

  function open(id: string): ConversationReader | undefined {
    const entry = listed.get(id)
    const conversation: Conversation =
      entry === undefined ? unlistedConversation(id, []) : indexedConversation(entry, id, [])
    if (conversation.members.length === 0) conversation.members = members.get(id) ?? []
    const names = choosableNames(conversation, reading.people, reading.owner)
    const taken = choice.takes({kind: conversation.kind, names})
    if (!taken) onLeftOut()
    const reader = taken ? createConversationReader(conversation, reading, 'pages', 'line') : undefined
    readers.set(id, reader)
    return reader
  }
}

async function* lines(file: InputFile, {context}: Reading): AsyncGenerator<{value: unknown; line: number}> {
  try {
    for await (const batch of jsonLines(gunzip(file.chunks()))) {
      for (const {error, line, ...rest} of batch) {
        if (error === undefined && 'value' in rest) yield {value: rest.value, line}
        else context.warn({...unreadableFile(file, `line ${line}: ${error}`), place: {file: file.path, line}})
      }
    }
  } catch (error) {
    context.warn(unreadableFile(file, reasonOf(error)))
  }
}
