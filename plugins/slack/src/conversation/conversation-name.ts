import {type People, SLACKBOT} from '../people/people.js'
import type {Kind} from './index-entries.js'

/** What a name is made of. */
export interface Named {
  id: string
  kind: Kind
  name: string | undefined
  members: readonly string[]
  peerOnly: boolean
}

/**
 * A conversation's name as its people know it: a channel's own; the members of a group DM; the other person of a DM, or both when it
 * is not known whose export it is.
 */
export function conversationName(conversation: Named, people: People, owner: string | undefined): string | undefined {
  const {kind, members} = conversation
  const name = (id: string) => people.get(id)?.name ?? (id === SLACKBOT ? 'Slackbot' : id)
  if (kind === 'group-dm') {
    const names = members.length > 0 ? members.map(name) : handlesOf(conversation.name, people)
    return names.length > 0 ? names.join(', ') : conversation.name
  }
  if (kind !== 'dm') return conversation.name
  const distinct = [...new Set(members)]
  const [first, second] = distinct
  if (first === undefined) return conversation.name
  if (conversation.peerOnly) return first === owner ? `${name(first)} (self)` : name(first)
  if (second === undefined) return `${name(first)} (self)`
  const others = distinct.filter((id) => id !== owner)
  return (others.length === distinct.length ? distinct : others).map(name).join(', ')
}

/** `mpdm-alice--bob--carol-1`: handles joined by `--`, then a counter. */
function handlesOf(name: string | undefined, people: People): string[] {
  const [, handles] = /^mpdm-(.+)-\d+$/.exec(name ?? '') ?? []
  return (handles ?? '')
    .split('--')
    .filter((handle) => handle !== '')
    .map((handle) => people.get(people.idOfHandle(handle) ?? '')?.name ?? handle)
}
