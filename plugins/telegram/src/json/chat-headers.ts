import {type InputFile, type JsonSelection, selectJson} from '@everport/plugin-kit'
import {asObject, type RawMessage} from '../raw.js'
import {zoneHint} from '../time/zone-hint.js'
import {repairJson} from './repair-json.js'

/** Where the chats of a result.json stand: the root of a single export, two lists of an account export. */
export const SECTIONS = ['', 'chats.list[].', 'left_chats.list[].'] as const

/** What a chat says of itself. `undefined`: not there (yet); null is a value. */
export interface ChatHeader {
  name?: unknown
  type?: unknown
  id?: unknown
}

/** A chat as a first pass over the file sees it. */
export interface ScannedChat extends ChatHeader {
  isPacked?: boolean | undefined
  messages: number
}

/** Which chat a path belongs to: `chats.list[3].messages[7].id` -> section 1, index 3. */
export interface ChatKey {
  section: number
  index: number
}

export function chatKey(path: readonly (string | number)[]): ChatKey | undefined {
  const [first, second, third] = path
  if (first === 'chats' || first === 'left_chats') {
    if (second !== 'list' || typeof third !== 'number') return undefined
    return {section: first === 'chats' ? 1 : 2, index: third}
  }
  return first === undefined ? undefined : {section: 0, index: 0}
}

export function keyText({section, index}: ChatKey): string {
  return `${section}/${index}`
}

const HEADER_FIELDS = ['name', 'type', 'id'] as const

/** Selections of the scalars of all chats, and of the account's own id. Their indices follow those of `before`. */
export function headerSelections(): JsonSelection[] {
  const scalars = SECTIONS.flatMap((section) => HEADER_FIELDS.map((field) => ({path: section + field})))
  return [...scalars, {path: 'personal_information.user_id'}]
}

/** Which field the header selection with this index is. */
export function headerField(index: number): keyof ChatHeader | 'self' {
  return index < SECTIONS.length * HEADER_FIELDS.length ? HEADER_FIELDS[index % HEADER_FIELDS.length]! : 'self'
}

/** Whether the exporter was of the generation that packs ids, as one of its messages shows; undefined when it does not. */
export function isPacked(message: RawMessage): boolean | undefined {
  const id = message.from_id ?? message.actor_id
  if (typeof id === 'string' || message.date_unixtime !== undefined) return false
  return typeof id === 'number' ? true : undefined
}

/**
 * One pass over a file for what stands outside its messages: needed when keys were moved, so that messages come before the name of
 * their chat, and when names must be known to be unique. Holds one entry a chat.
 */
export async function scanChats(file: InputFile): Promise<{chats: Map<string, ScannedChat>; self: unknown}> {
  const chats = new Map<string, ScannedChat>()
  let self: unknown
  const headers = headerSelections()
  const messages = SECTIONS.map((section) => ({
    path: `${section}messages[]`,
    fields: ['from_id', 'actor_id', 'date_unixtime'],
  }))
  for await (const batch of selectJson(repairJson(file.chunks()), [...headers, ...messages])) {
    for (const match of batch) {
      if (match.error !== undefined) continue
      const field = match.selection < headers.length ? headerField(match.selection) : 'message'
      if (field === 'self') {
        self = match.value
        continue
      }
      const key = chatKey(match.path)
      if (!key) continue
      const chat = chats.get(keyText(key)) ?? {messages: 0}
      chats.set(keyText(key), chat)
      if (field === 'message') {
        chat.messages += 1
        chat.isPacked ??= isPacked(asObject(match.value) ?? {})
      } else chat[field] = match.value
    }
  }
  return {chats, self}
}

/** The zone that some edit time of the file reveals, in ms east of Greenwich. Ends at the first that does. */
export async function scanForZoneHint(file: InputFile): Promise<number | undefined> {
  const edited = SECTIONS.map((section) => ({path: `${section}messages[]`, fields: ['edited']}))
  for await (const batch of selectJson(repairJson(file.chunks()), edited)) {
    for (const match of batch) {
      const hint = match.error === undefined ? zoneHint(asObject(match.value)?.edited) : undefined
      if (hint !== undefined) return hint
    }
  }
  return undefined
}
