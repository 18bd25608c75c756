import {
  type InputFile,
  type InputTree,
  inputError,
  isEverportError,
  jsonLines,
  type PersonRecord,
  readJson,
  type SourceContext,
  type SourceRecord,
} from '@everport/plugin-kit'
import {convertMessage} from './convert-message.js'
import {peopleFiles, roomFiles, roomId} from './files.js'
import {RawEvent, RawMessage, RawPeople, RawRoom} from './raw.js'

type People = ReadonlyMap<string, PersonRecord>
type Batches = AsyncGenerator<readonly SourceRecord[]>

/**
 * Reads a loft: first the people, then room after room.
 * @throws InputError when there is no room at all
 */
export async function* read(tree: InputTree, options: {rooms?: string[] | undefined}, context: SourceContext): Batches {
  const files = await tree.files()
  const rooms = roomFiles(files)
  if (rooms.length === 0)
    throw inputError('INPUT_UNRECOGNISED', `${tree.name} holds no rooms of Pigeon (rooms/*.jsonl).`, {
      hints: ['give the whole export: a folder or zip with people.json and rooms/'],
    })
  const people = await readPeople(peopleFiles(files), context)
  yield [...people.values()]
  const wanted = rooms.filter((room) => options.rooms?.includes(roomId(room)) ?? true)
  for (const room of wanted) {
    yield* readRoom(room, people, context)
    if (context.signal.aborted) return
  }
  for (const name of options.rooms ?? []) {
    if (!rooms.some((room) => roomId(room) === name))
      context.warn({code: 'unknown-room', message: `There is no room ${name}: check the spelling.`})
  }
}

async function readPeople(files: readonly InputFile[], {warn}: SourceContext): Promise<People> {
  const people = new Map<string, PersonRecord>()
  for (const file of files) {
    const raw = RawPeople.safeParse(await readJson(file).catch(() => undefined))
    if (!raw.success) {
      const message = 'It cannot be read: people are called by their ids instead of their names.'
      warn({code: 'unreadable-people', message, place: {file: file.path}})
    }
    for (const {id, name, program} of raw.data ?? [])
      people.set(id, {type: 'person', id, name, ...(program && {bot: true})})
  }
  return people
}

async function* readRoom(file: InputFile, people: People, context: SourceContext): Batches {
  const conversation = roomId(file)
  const nameOf = (id: string) => people.get(id)?.name
  let lines = 0
  try {
    for await (const batch of jsonLines(file.chunks())) {
      if (context.signal.aborted) return
      const records: SourceRecord[] = []
      for (const entry of batch) {
        lines++
        const value = entry.error === undefined ? entry.value : undefined
        if (lines === 1) {
          const room = RawRoom.safeParse(value)
          records.push(conversationOf(conversation, room.data))
          if (room.success) continue
        }
        const place = {file: file.path, line: entry.line}
        const raw = RawMessage.safeParse(value)
        const message = raw.success ? convertMessage(raw.data, conversation, place, nameOf) : undefined
        if (message) records.push(message)
        else context.skip({reason: raw.success ? 'bad-time' : reasonOf(value), conversation, place})
      }
      yield records
    }
    if (lines === 0)
      context.warn({code: 'empty-room', message: 'The file of a room is empty.', place: {file: file.path}})
  } catch (error) {
    // The rest of the room is lost, the other rooms are not.
    if (!isEverportError(error)) throw error
    context.warn({code: 'unreadable-room', message: `${error.message}.`, place: {file: file.path}})
  }
}

function conversationOf(id: string, room: RawRoom | undefined): SourceRecord {
  return {
    type: 'conversation',
    id,
    kind: room?.kind === 'pair' ? 'direct' : 'group',
    ...(room && {name: room.title, people: room.members}),
  }
}

function reasonOf(value: unknown): string {
  return RawEvent.safeParse(value).success ? 'event' : 'bad-line'
}
