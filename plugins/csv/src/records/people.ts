import type {ConversationKind, Place, SourceRecord} from '@everport/plugin-kit'
import {fieldOf} from '../columns/mapping.js'
import type {TablePlan} from '../plan/plan-table.js'
import {isDamagedId} from './clean-id.js'
import {createRecentMap} from './recent-map.js'
import {roleClass} from './role-words.js'
import type {RowConversation} from './row-place.js'
import {roleOf, type Speaker} from './speaker.js'
import type {Tally} from './tally.js'

/** Introduces conversations and people before their first message. Remembers only so many: saying it again does no harm. */
export interface People {
  introduce(conversation: RowConversation, speaker: Speaker, records: SourceRecord[]): void
  /** Counts what is odd about the speaker. */
  note(speaker: Speaker, cells: readonly string[], plan: TablePlan, place: Place, tally: Tally): void
  /** Role and bot mark of the speaker's messages. */
  roleOf(speaker: Speaker): {role?: 'user' | 'assistant'; bot?: true}
}

const REMEMBERED = 20_000
const USER = {role: 'user'} as const
const ASSISTANT = {role: 'assistant'} as const
const BOT = {bot: true} as const
const NOTHING = {}

export function createPeople(kind: ConversationKind): People {
  const conversations = createRecentMap<string, string>(REMEMBERED)
  const speakers = createRecentMap<string, Speaker>(REMEMBERED)

  return {
    introduce(conversation, speaker, records) {
      const {id, name} = conversation
      if (conversations.get(id) !== name) {
        conversations.set(id, name)
        records.push({type: 'conversation', id, kind, local: true, ...(name === '' ? {} : {name})})
      }
      // The last name wins: people rename themselves.
      const known = speakers.get(speaker.id)
      if (known === speaker) return
      speakers.set(speaker.id, speaker)
      if (known?.name === speaker.name && known.group === speaker.group) return
      records.push({
        type: 'person',
        id: speaker.id,
        name: speaker.name,
        ...(speaker.group === 'program' ? {bot: true} : {}),
        ...(speaker.email === undefined ? {} : {email: speaker.email}),
        ...(speaker.local ? {local: true} : {}),
      })
    },
    note(speaker, cells, plan, place, tally) {
      if (speaker.unknown) tally.add('unknown-sender', place)
      if (isDamagedId(speaker.id)) tally.add('damaged-senders', place, speaker.id)
      if (/^deleted user(#0000)?$/i.test(speaker.name)) tally.add('deleted-sender', place, speaker.name)
      if (plan.mapping.mapping.role === undefined || speaker.group === 'program') return
      const role = roleOf(cells, plan.shape.speakers)
      if (role !== '' && roleClass(role) === undefined && fieldOf(plan.mapping.mapping, 'role', cells) !== speaker.name)
        tally.add('unknown-role', place, role)
    },
    roleOf(speaker) {
      if (kind !== 'assistant') return speaker.group === 'program' ? BOT : NOTHING
      return speaker.group === 'program' ? ASSISTANT : USER
    },
  }
}
