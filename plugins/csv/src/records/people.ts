import type {Place, SourceRecord} from '@everport/plugin-kit'
import {fieldOf} from '../columns/mapping.js'
import type {TablePlan} from '../plan/plan-table.js'
import {isDamagedId} from './clean-id.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'
import {roleClass} from './role-words.js'
import type {RowConversation} from './row-place.js'
import {roleOf, type Speaker} from './speaker.js'
import type {Tally, TallyCode} from './tally.js'

/** Introduces conversations and people before their first message. Remembers only so many: saying it again does no harm. */
export interface People {
  /** Counts also what is odd about the speaker of the row. */
  introduce(
    conversation: RowConversation,
    speaker: Speaker,
    row: {cells: readonly string[]; place: Place},
    records: SourceRecord[],
  ): void
  /** Role and bot mark of the speaker's messages. */
  roleOf(speaker: Speaker): {role?: 'user' | 'assistant'; bot?: true}
}

interface Met {
  speaker: Speaker
  odd: readonly Oddity[]
}

interface Oddity {
  code: TallyCode
  what?: string
}

const REMEMBERED = 20_000
const USER = {role: 'user'} as const
const ASSISTANT = {role: 'assistant'} as const
const BOT = {bot: true} as const
const NOTHING = {}

export function createPeople(plan: TablePlan, tally: Tally): People {
  const {kind} = plan.shape
  const conversations = createRecentMap<string, string>(REMEMBERED)
  const people = createRecentMap<string, Met>(REMEMBERED)

  /** A speaker that is the same object has the same cells, and the same oddities. */
  function meet(speaker: Speaker, cells: readonly string[], records: SourceRecord[]): Met {
    const known = people.get(speaker.id)
    if (known?.speaker === speaker) return known
    const met = {speaker, odd: odditiesOf(speaker, cells, plan)}
    people.set(speaker.id, met)
    // The last name wins: people rename themselves.
    if (known?.speaker.name === speaker.name && known.speaker.group === speaker.group) return met
    records.push({
      type: 'person',
      id: speaker.id,
      name: speaker.name,
      ...(speaker.group === 'program' ? {bot: true} : {}),
      ...(speaker.email === undefined ? {} : {email: speaker.email}),
      ...(speaker.local ? {local: true} : {}),
    })
    return met
  }

  return {
    introduce({id, name}, speaker, {cells, place}, records) {
      if (conversations.get(id) !== name) {
        conversations.set(id, name)
        records.push({type: 'conversation', id, kind, local: true, ...(name === '' ? {} : {name})})
      }
      const {odd} = meet(speaker, cells, records)
      for (const {code, what} of odd) tally.add(code, place, what)
    },
    roleOf(speaker) {
      if (kind !== 'assistant') return speaker.group === 'program' ? BOT : NOTHING
      return speaker.group === 'program' ? ASSISTANT : USER
    },
  }
}

function odditiesOf(speaker: Speaker, cells: readonly string[], plan: TablePlan): Oddity[] {
  const {mapping} = plan.mapping
  const odd: Oddity[] = []
  if (speaker.unknown) odd.push({code: 'unknown-sender'})
  if (isDamagedId(speaker.id)) odd.push({code: 'damaged-senders', what: speaker.id})
  if (/^deleted user(#0000)?$/i.test(speaker.name)) odd.push({code: 'deleted-sender', what: speaker.name})
  if (mapping.role === undefined || speaker.group === 'program') return odd
  const role = roleOf(cells, plan.shape.speakers)
  if (role !== '' && roleClass(role) === undefined && fieldOf(mapping, 'role', cells) !== speaker.name)
    odd.push({code: 'unknown-role', what: ownCopy(role)})
  return odd
}
