import {type InputFile, selectJson} from '@everport/plugin-kit'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import type {RawRelationship} from '../raw.js'
import {readableChunks} from '../readable-chunks.js'
import type {Reading} from '../reading.js'

/** Whose package it is: the sender of every message in it. */
export interface Owner {
  id: string
  name: string
  handle?: string
  /** Known by name alone. */
  local?: boolean
}

const SELECTIONS = [
  {path: 'id', exactIntegers: true},
  {path: 'username'},
  {path: 'global_name'},
  {path: 'relationships[]', fields: ['id', 'nickname', 'user'], exactIntegers: true},
] as const

/**
 * Reads `user.json` in flat memory (its settings are large) and makes the account's friends known: the only names of other people
 * that a package holds. Undefined when the file does not tell who the owner is.
 */
export async function readOwner(account: InputFile, reading: Reading): Promise<Owner | undefined> {
  const found: Record<number, string> = {}
  for await (const matches of selectJson(readableChunks(account, reading.context), SELECTIONS)) {
    for (const match of matches) {
      if (match.error !== undefined) continue
      if (match.selection < 3) found[match.selection] = cleanText(idText(match.value))
      else meetFriend(match.value, reading)
    }
  }
  const [id, handle, name] = [found[0], found[1], found[2]]
  if (!id) return undefined
  return {id, name: name || handle || id, ...(handle && {handle})}
}

function meetFriend(value: unknown, {people}: Reading): void {
  const friend = (value ?? {}) as RawRelationship
  const id = idText(friend.user?.id) || idText(friend.id)
  const name = cleanText(friend.nickname) || cleanText(friend.user?.global_name) || cleanText(friend.user?.username)
  if (id !== '' && name !== '') people.meet({id, name})
}

/** The owner as the `owner` option names them: an id (as in the whole package), or a name that is only theirs inside this export. */
export function namedOwner(option: string): Owner {
  return /^\d{15,20}$/.test(option) ? {id: option, name: option} : {id: option, name: option, local: true}
}
