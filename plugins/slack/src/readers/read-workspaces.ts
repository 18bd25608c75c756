import type {SourceContext} from '@everport/plugin-kit'
import {type Conversation, indexedConversation, unlistedConversation} from '../conversation/conversations.js'
import {type IndexEntry, readIndexEntries} from '../conversation/index-entries.js'
import {folderMatcher} from '../conversation/match-folders.js'
import {counted} from '../counted.js'
import type {People} from '../people/people.js'
import {byDay} from '../tree/day-order.js'
import type {Layout, Workspace} from '../tree/layout.js'
import {readIndex} from './read-index.js'

export const USER_FIELDS = ['id', 'name', 'real_name', 'profile', 'is_bot', 'is_workflow_bot'] as const

/** Reads the people of a workspace into `people`. Exports of an organisation have org_users.json in place of users.json, or both. */
export async function readUsers(
  indexes: Workspace['indexes'],
  people: People,
  warn: SourceContext['warn'],
): Promise<void> {
  for (const file of [indexes.org_users, indexes.users])
    for await (const user of readIndex(file, USER_FIELDS, warn)) people.add(user)
}

export interface Listed {
  entries: IndexEntry[]
  conversations: Conversation[]
}

/** The conversations of an export with day files: what the indexes list, joined with the folders. */
export async function listConversations(
  layout: Extract<Layout, {form: 'days'}>,
  rootName: string,
  people: People,
  warn: SourceContext['warn'],
): Promise<Listed> {
  const entries: IndexEntry[] = []
  const byId = new Map<string, Conversation>()
  for (const workspace of layout.workspaces) {
    await readUsers(workspace.indexes, people, warn)
    const listed = await readIndexEntries(workspace.indexes, warn)
    for (const entry of listed) entries.push(entry)
    for (const conversation of joinFolders(workspace, listed, rootName, warn)) {
      const known = byId.get(conversation.id)
      // One conversation in two folders: renamed between two exports, or shared by workspaces.
      if (known === undefined) byId.set(conversation.id, conversation)
      else known.files = [...known.files, ...conversation.files].sort(byDay)
    }
  }
  const conversations = [...byId.values()]
  warnAboutIndexes(layout.misplaced, entries, conversations, warn)
  return {entries, conversations}
}

function joinFolders(
  workspace: Workspace,
  entries: readonly IndexEntry[],
  rootName: string,
  warn: SourceContext['warn'],
): Conversation[] {
  const match = folderMatcher(entries, warn)
  const scope =
    workspace.prefix.startsWith('teams/') || workspace.prefix.includes('/teams/') ? teamOf(workspace.prefix) : ''
  return [...workspace.folders].map(([folder, files]) => {
    const name = folder === '' ? rootName : folder
    const entry = match(name)
    return entry === undefined ? unlistedConversation(name, files, scope) : indexedConversation(entry, name, files)
  })
}

/** `export/teams/acme/` -> `acme/` */
function teamOf(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('/', prefix.length - 2) + 1)
}

function warnAboutIndexes(
  misplaced: number,
  entries: readonly IndexEntry[],
  conversations: readonly Conversation[],
  warn: SourceContext['warn'],
): void {
  const indexed = new Set(entries.map(({id}) => id))
  for (const {id, folder, kind} of conversations)
    if (!indexed.has(id))
      warn({
        code: 'unlisted-folder',
        message: `No index file tells about ${folder}: it is taken as a ${KIND_NAMES[kind]} of that name.`,
        place: {file: folder},
      })
  const empty = indexed.size - conversations.filter(({id}) => indexed.has(id)).length
  if (empty > 0)
    warn({
      code: 'empty-conversations',
      message: `The indexes list ${counted(empty, 'conversation')} without a folder: nothing was written there.`,
    })
  if (misplaced > 0)
    warn({
      code: 'misplaced-files',
      message: `${counted(misplaced, 'day file')} outside the folders of conversations will not be read. If they belong to another export, import that one on its own.`,
    })
}

const KIND_NAMES = {public: 'public channel', private: 'private channel', 'group-dm': 'group DM', dm: 'DM'} as const
