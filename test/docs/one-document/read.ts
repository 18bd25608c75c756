import {
  type ConversationRecord,
  type InputFile,
  type InputTree,
  inputError,
  type Place,
  type SourceContext,
  type SourceRecord,
  selectJson,
} from '@everport/plugin-kit'
import {z} from 'zod'

const RawMessage = z.looseObject({id: z.int(), from: z.string().min(1), at: z.int(), text: z.string()})

type Batches = AsyncGenerator<readonly SourceRecord[]>

export async function* read(tree: InputTree, _options: object, context: SourceContext): Batches {
  const file = await tree.file('chats.json')
  if (file === undefined) throw inputError('INPUT_UNRECOGNISED', `${tree.name} holds no chats.json.`)
  const place = {file: file.path}
  const rooms = await readRooms(file)
  yield [...rooms.values()]

  const heard = new Set<number>()
  for await (const matches of selectJson(file.chunks(), [{path: 'rooms[].messages[]'}])) {
    if (context.signal.aborted) return
    const records: SourceRecord[] = []
    for (const match of matches) {
      // The path of the third message in the first room is ['rooms', 0, 'messages', 2].
      const index = Number(match.path[1])
      heard.add(index)
      const room = rooms.get(index)
      const raw = RawMessage.safeParse(match.error === undefined ? match.value : undefined)
      if (room !== undefined && raw.success) records.push(convert(raw.data, room, {...place, byte: match.byte}))
      else context.skip({reason: room ? 'bad-message' : 'no-room', place: {...place, byte: match.byte}})
    }
    yield records
  }
  if (heard.size === 0) throw inputError('INPUT_EMPTY', `${file.path} holds no messages.`, {place})
  for (const [index, {id}] of rooms)
    if (!heard.has(index)) context.warn({code: 'empty-room', message: `The room ${id} has no messages.`, place})
}

/** The rooms by their index, in a reading of their own: keys have no order, so an id may come after the messages. */
async function readRooms(file: InputFile): Promise<Map<number, ConversationRecord>> {
  const rooms = new Map<number, ConversationRecord>()
  const selections = [{path: 'rooms[].id'}, {path: 'rooms[].title'}]
  for await (const matches of selectJson(file.chunks(), selections)) {
    for (const match of matches) {
      if (match.error !== undefined || typeof match.value !== 'string' || match.value === '') continue
      const index = Number(match.path[1])
      const room = rooms.get(index) ?? {type: 'conversation', id: '', kind: 'group'}
      rooms.set(index, match.selection === 0 ? {...room, id: match.value} : {...room, name: match.value})
    }
  }
  for (const [index, {id}] of rooms) if (id === '') rooms.delete(index)
  return rooms
}

function convert(raw: z.infer<typeof RawMessage>, room: ConversationRecord, place: Place): SourceRecord {
  const {at, from, id, text} = raw
  return {type: 'message', conversation: room.id, id: String(id), sender: from, at, text, place}
}
