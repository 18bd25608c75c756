import type {SourceContext} from '@everport/plugin-kit'
import type {IndexEntry} from '../conversation/index-entries.js'
import {type People, SLACKBOT} from './people.js'

/**
 * Whose export it is: the one person that is in every direct and group message of it. Undefined with fewer than two of them, and
 * when nobody, or more than one person, is in all.
 */
export function ownerOf(entries: readonly IndexEntry[]): string | undefined {
  const personal = entries.filter(
    ({kind, members, peerOnly}) => (kind === 'dm' || kind === 'group-dm') && !peerOnly && members.length > 0,
  )
  if (personal.length < 2 || !personal.some(({kind}) => kind === 'dm')) return undefined
  const [first, ...rest] = personal.map(({members}) => new Set(members))
  const everywhere = [...(first ?? [])].filter((id) => id !== SLACKBOT && rest.every((members) => members.has(id)))
  return everywhere.length === 1 ? everywhere[0] : undefined
}

/** The same, and tells that it is a guess. */
export function guessOwner(
  entries: readonly IndexEntry[],
  people: People,
  warn: SourceContext['warn'],
): string | undefined {
  const owner = ownerOf(entries)
  if (owner !== undefined) {
    const name = people.get(owner)?.name ?? owner
    warn({
      code: 'owner-guessed',
      message: `${name} takes part in every DM, so this is taken for an export of ${name}'s own: DMs are called after the other person.`,
    })
  }
  return owner
}
