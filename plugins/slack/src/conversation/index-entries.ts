import type {Notice} from '@everport/plugin-kit'
import {asList, asObject, asText} from '../loose.js'
import type {RawConversation} from '../raw.js'
import {readIndex} from '../readers/read-index.js'
import type {Workspace} from '../tree/layout.js'

export type Kind = 'public' | 'private' | 'group-dm' | 'dm'

/** A conversation as an index lists it. */
export interface IndexEntry {
  id: string
  kind: Kind
  /** A channel's name, or the `mpdm-alice--bob-1` of a group DM; DMs have none. */
  name: string | undefined
  previousNames: readonly string[]
  members: readonly string[]
  /** True when `members` is only the other person of a direct message. */
  peerOnly: boolean
  archived: boolean
  topic: string | undefined
}

const FIELDS = [
  'id',
  'channel_id',
  'name',
  'previous_names',
  'members',
  'user',
  'is_archived',
  'is_im',
  'is_mpim',
  'is_private',
  'topic',
  'purpose',
] as const

/** The index file, not the id's first letter, tells private from public: private channels have had `C…` ids since 2021. */
const FILES = {channels: 'public', groups: 'private', mpims: 'group-dm', dms: 'dm'} as const

/** All conversations that the workspace's indexes list, in the order of channels, groups, group DMs, DMs. */
export async function readIndexEntries(
  indexes: Workspace['indexes'],
  warn: (notice: Notice) => void,
): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = []
  for (const [index, kind] of Object.entries(FILES) as [keyof typeof FILES, Kind][]) {
    for await (const raw of readIndex(indexes[index], FIELDS, warn)) {
      const entry = indexEntry(raw, kind)
      if (entry !== undefined) entries.push(entry)
    }
  }
  return entries
}

/** Undefined without an id. Flags of the object go before the kind of its file: slackdump's channels.json can hold all kinds. */
export function indexEntry(
  raw: RawConversation & {readonly previous_names?: unknown},
  kind: Kind,
): IndexEntry | undefined {
  const id = asText(raw.id) ?? asText(raw.channel_id)
  if (id === undefined) return undefined
  const members = asList(raw.members).flatMap((member) => asText(member) ?? [])
  const peer = asText(raw.user)
  return {
    id,
    kind: flaggedKind(raw) ?? kind,
    name: asText(raw.name)?.normalize('NFC'),
    previousNames: asList(raw.previous_names).flatMap((name) => asText(name)?.normalize('NFC') ?? []),
    members: members.length > 0 || peer === undefined ? members : [peer],
    peerOnly: members.length === 0 && peer !== undefined,
    archived: raw.is_archived === true,
    topic: asText(asObject(raw.topic)?.value) ?? asText(asObject(raw.purpose)?.value),
  }
}

function flaggedKind(raw: RawConversation): Kind | undefined {
  if (raw.is_im === true) return 'dm'
  if (raw.is_mpim === true) return 'group-dm'
  return raw.is_private === true ? 'private' : undefined
}

/** The kind of a conversation that no index lists, by the form of its id or folder. */
export function guessedKind(name: string): Kind {
  if (/^D[A-Z0-9]{6,}$/.test(name)) return 'dm'
  if (name.startsWith('mpdm-')) return 'group-dm'
  return /^G[A-Z0-9]{6,}$/.test(name) ? 'private' : 'public'
}
