import type {ConversationRecord, InputFile} from '@everport/plugin-kit'
import {plainText} from '../markup.js'
import type {People} from '../people/people.js'
import type {Names} from '../text/names.js'
import {conversationName} from './conversation-name.js'
import {guessedKind, type IndexEntry, type Kind} from './index-entries.js'

/** A conversation with the files that hold its messages. */
export interface Conversation {
  id: string
  /** True when the id is a folder's or file's name, unique only inside this export. */
  local: boolean
  kind: Kind
  name: string | undefined
  members: readonly string[]
  peerOnly: boolean
  topic: string | undefined
  /** The folder's or file's name, by which it can be chosen. */
  folder: string
  /** Oldest first. */
  files: InputFile[]
}

const ID = /^[CDG][A-Z0-9]{6,}$/

/** A conversation of an index. */
export function indexedConversation(entry: IndexEntry, folder: string, files: InputFile[]): Conversation {
  const {id, kind, name, members, peerOnly, topic} = entry
  return {id, local: false, kind, name, members, peerOnly, topic, folder, files}
}

/** A conversation that no index lists: known by its folder's name, which may be its id. `scope` keeps equal names of workspaces apart. */
export function unlistedConversation(folder: string, files: InputFile[], scope = ''): Conversation {
  const isId = ID.test(folder)
  return {
    id: isId ? folder : `${scope}${folder}`,
    local: !isId,
    kind: guessedKind(folder),
    name: isId ? undefined : folder,
    members: [],
    peerOnly: false,
    topic: undefined,
    folder,
    files,
  }
}

/** The record of a conversation, with the names that are known so far. */
export function conversationRecord(
  conversation: Conversation,
  people: People,
  names: Names,
  owner: string | undefined,
): ConversationRecord {
  const name = conversationName(conversation, people, owner)
  const {id, kind, members, topic, local} = conversation
  return {
    type: 'conversation',
    id,
    ...(name === undefined ? {} : {name}),
    kind: kind === 'dm' ? 'direct' : 'group',
    ...(members.length === 0 ? {} : {people: [...new Set(members)]}),
    // Every group DM has the topic "Group messaging".
    ...(topic === undefined || kind === 'group-dm' ? {} : {topic: plainText(topic, names, 'unicode')}),
    ...(local ? {local} : {}),
  }
}

/** Everything that a conversation can be chosen by. */
export function choosableNames(
  conversation: Conversation,
  people: People,
  owner: string | undefined,
): (string | undefined)[] {
  return [
    conversation.id,
    conversation.name,
    conversation.folder,
    conversationName(conversation, people, owner),
    ...(conversation.kind === 'dm' ? conversation.members.map((id) => people.get(id)?.name) : []),
  ]
}
