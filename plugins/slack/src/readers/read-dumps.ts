import {type InputFile, type SourceContext, type SourceRecord, selectJson} from '@everport/plugin-kit'
import {createConversationReader, type Reading} from '../conversation/conversation-reader.js'
import {type Conversation, indexedConversation, unlistedConversation} from '../conversation/conversations.js'
import type {IndexEntry} from '../conversation/index-entries.js'
import {asText} from '../loose.js'
import {CONVERSATION_FILE} from '../tree/layout.js'
import {headOf} from '../tree/sniff.js'
import {isWholeFile, readItems} from './items.js'

/** The conversations of files that hold one conversation each. Several files of one conversation (single threads) are joined. */
export async function listDumps(
  files: readonly InputFile[],
  entries: readonly IndexEntry[],
  warn: SourceContext['warn'],
): Promise<Conversation[]> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const byName = new Map(entries.flatMap((entry) => (entry.name === undefined ? [] : [[entry.name, entry] as const])))
  const conversations = new Map<string, Conversation>()
  for (const file of files) {
    const base = file.path.slice(file.path.lastIndexOf('/') + 1, -'.json'.length)
    const head = await readHead(file, CONVERSATION_FILE.exec(`${base}.json`)?.[1], warn)
    const entry = byId.get(head.id ?? '') ?? byName.get(base)
    const conversation =
      entry === undefined
        ? {...unlistedConversation(head.id ?? base, [file]), ...(head.name === undefined ? {} : {name: head.name})}
        : indexedConversation(entry, base, [file])
    const known = conversations.get(conversation.id)
    if (known === undefined) conversations.set(conversation.id, conversation)
    else known.files = [...known.files, file].sort(byLength)
  }
  return [...conversations.values()]
}

/** The conversation itself before its single threads, whose parents it holds. */
function byLength(a: InputFile, b: InputFile): number {
  return a.path.length - b.path.length || (a.path < b.path ? -1 : 1)
}

/** Reads one such conversation. */
export async function* readDump(conversation: Conversation, reading: Reading): AsyncGenerator<readonly SourceRecord[]> {
  const {files} = conversation
  // A file that is read whole is sorted; pages and single threads are not in time order among each other.
  const inTime = files.length === 1 && files.every(isWholeFile)
  const reader = createConversationReader(conversation, reading, inTime ? 'time' : 'pages')
  yield reader.begin()
  for (const file of files)
    for await (const part of readItems(file, reading.context.warn)) yield reader.take(part, file.path)
  yield reader.end()
}

/**
 * `{"channel_id": "C1", "name": "general", "messages": [...]}`. Today both stand before the messages; the first versions of
 * slackdump wrote `channel_id` last, so a file whose name tells no id is looked through once for it.
 */
async function readHead(
  file: InputFile,
  idOfName: string | undefined,
  warn: SourceContext['warn'],
): Promise<{id?: string | undefined; name?: string | undefined}> {
  const start = ((await headOf(file, 4096)) ?? '').toString()
  if (!start.trimStart().startsWith('{')) return {id: idOfName}
  const cut = start.indexOf('"messages"')
  const front = cut === -1 ? start : start.slice(0, cut)
  const id = idOfName ?? stringAt(front, 'channel_id')
  if (id !== undefined) return {id, name: stringAt(front, 'name')}
  const found: Record<string, string | undefined> = {}
  try {
    for await (const matches of selectJson(file.chunks(), [{path: 'channel_id'}, {path: 'name'}]))
      for (const match of matches) if (match.error === undefined) found[String(match.path[0])] = asText(match.value)
  } catch {
    // The damage is told when the messages are read.
  }
  if (found.channel_id === undefined)
    warn({
      code: 'no-channel-id',
      message: `${file.path} does not tell the id of its conversation: the name of the file stands for it.`,
      place: {file: file.path},
    })
  return {id: found.channel_id, name: found.name}
}

function stringAt(json: string, key: string): string | undefined {
  const found = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(json)?.[1]
  return found === undefined ? undefined : asText(JSON.parse(found))
}
