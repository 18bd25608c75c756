import type {Detection, InputTree} from '@everport/plugin-kit'
import {roomFiles} from './files.js'
import {RawMessage, RawRoom} from './raw.js'

const LOOKED_AT = 5
const HEAD = 16 * 1024

/** Looks at the paths, and into the first room that says something. */
export async function detect(tree: InputTree): Promise<Detection> {
  const rooms = roomFiles(await tree.files())
  const why = `${rooms.length} ${rooms.length === 1 ? 'room' : 'rooms'} of Pigeon (rooms/*.jsonl)`
  for (const room of rooms.slice(0, LOOKED_AT)) {
    // A damaged file tells nothing here; reading will say what is wrong with it.
    const head = await room.head(HEAD).catch(() => new Uint8Array())
    const [first = '', second = ''] = new TextDecoder().decode(head).split('\n')
    if (RawRoom.safeParse(jsonOf(first)).success) return {confidence: 'certain', why}
    if (RawMessage.safeParse(jsonOf(second)).success) return {confidence: 'likely', why}
  }
  return {confidence: 'no', why: 'no rooms/*.jsonl that Pigeon has written'}
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
