import {isNothing} from '../columns/column-profile.js'
import {fieldOf, type Mapping} from '../columns/mapping.js'
import {cleanId, isEmail, isGlobalId} from './clean-id.js'
import {plain, type RoleClass, roleClass, shownRole} from './role-words.js'
import {digest} from './row-ids.js'

/** Who wrote a row. */
export interface Speaker {
  id: string
  name: string
  email?: string
  /** The id means this person in this export only. */
  local: boolean
  group: RoleClass | undefined
  /** Another conversation may have another person of this name and role. */
  onlyHere?: true
  /** Neither a sender nor a role says who it is. */
  unknown: boolean
}

export interface SpeakerRules {
  mapping: Mapping
  /** Name of the role column, for flags such as `inbound` and `is_bot`. */
  roleColumn: string
  /** In comparable form: what the person says is an assistant. */
  assistants: ReadonlySet<string>
  me: string | undefined
  /** The sender column names the person of the conversation in every row, also in the assistant's. */
  shared: boolean
  hashSenders: boolean
}

/** @param conversation makes people without a name of their own distinct: the user of one chat need not be the user of another */
export function speakerOf(cells: readonly string[], rules: SpeakerRules, conversation: string): Speaker {
  const {mapping} = rules
  const role = roleOf(cells, rules)
  const id = cleanId(fieldOf(mapping, 'sender', cells))
  // Names stay as they are: people do call themselves None.
  const name = fieldOf(mapping, 'name', cells).normalize('NFC')
  const group = groupOf([role, fieldOf(mapping, 'role', cells), id, name], rules.assistants, role)

  if (isOwn(cells, mapping)) return named(rules.me ?? 'me', group)
  if ((id === '' && name === '') || (group === 'program' && rules.shared))
    return byRole(role, group, rules, conversation)
  if (id === '') return hidden({id: name, name, local: true, group, unknown: false}, rules)
  const email = id.includes('@') ? {email: id} : {}
  return hidden({id, name: name || nameOf(id), ...email, local: !isGlobalId(id), group, unknown: false}, rules)
}

/** The assistant's side of an exchange or a transcript, or the person's where no column names it. */
export function byRole(
  role: string,
  group: RoleClass | undefined,
  rules: Pick<SpeakerRules, 'me' | 'mapping'>,
  conversation: string,
): Speaker {
  if (role === '') {
    // An empty cell is not "me"; a table without any column for senders is, when the person says so.
    const isMine = rules.me !== undefined && SENDERS.every((field) => rules.mapping[field] === undefined)
    return isMine ? named(rules.me ?? '', group) : {...named('unknown', group), unknown: true}
  }
  if (group === 'program') return named(shownRole(role), group)
  if (group === 'person' && rules.me !== undefined) return named(rules.me, group)
  return {...named(shownRole(role), group), id: `${conversation}/${shownRole(role)}`, onlyHere: true}
}

/** The role as a word: flags are given the word that they stand for. */
export function roleOf(cells: readonly string[], rules: Pick<SpeakerRules, 'mapping' | 'roleColumn'>): string {
  const value = fieldOf(rules.mapping, 'role', cells)
  if (isNothing(value)) return ''
  const yes = /^(true|yes|y|t|1)$/i.test(value)
  if (!yes && !/^(false|no|n|f|0)$/i.test(value)) return value
  if (/bot/i.test(rules.roleColumn)) return yes ? 'bot' : ''
  return /inbound/i.test(rules.roleColumn) ? (yes ? 'inbound' : 'outbound') : value
}

export function groupOf(
  words: readonly string[],
  assistants: ReadonlySet<string>,
  role: string,
): RoleClass | undefined {
  if (assistants.size > 0 && words.some((word) => word !== '' && assistants.has(plain(word)))) return 'program'
  return role === '' ? undefined : roleClass(role)
}

const SENDERS = ['sender', 'name', 'role', 'own'] as const

/** The row is by the person whose export it is. */
export function isOwn(cells: readonly string[], mapping: Mapping): boolean {
  return /^(true|yes|y|t|1|out|outgoing|sent|me|self)$/i.test(fieldOf(mapping, 'own', cells))
}

function named(name: string, group: RoleClass | undefined): Speaker {
  return {id: name, name, local: true, group, unknown: false}
}

function nameOf(id: string): string {
  return id.includes('@') ? (id.split('@')[0] ?? id) : id
}

function isContact(text: string): boolean {
  return isEmail(text) || /^\+?\d[\d\s().-]{6,}\d$/.test(text)
}

/** Replaces a phone number or e-mail address; two exports hash the same address to the same id. */
function hidden(speaker: Speaker, rules: SpeakerRules): Speaker {
  if (!rules.hashSenders || !isContact(speaker.id)) return speaker
  const id = digest('sender', speaker.id.toLowerCase().replace(/[\s().-]/g, ''))
  const {email: _, ...rest} = speaker
  const isAddress = isContact(speaker.name) || speaker.name === nameOf(speaker.id)
  return {...rest, id, name: isAddress ? `person ${id.slice(0, 6)}` : speaker.name, local: false}
}
