import type {PersonRecord} from '@everport/plugin-kit'
import {asObject, asText} from '../loose.js'
import {unescapeText} from '../markup.js'
import type {RawUser} from '../raw.js'
import {cleanText} from '../text/clean-text.js'
import type {Names} from '../text/names.js'

export const SLACKBOT = 'USLACKBOT'

/** People outside users.json that are remembered at a time: guests of shared channels are few, but nothing bounds them. */
const STRANGERS_MAX = 10_000

interface Known {
  name: string
  bot: boolean
}

/** Who is called what. People of users.json are held; those met only in messages are held up to a bound. */
export interface People {
  /** Takes a user object of an index; returns nothing, the person comes with the next `drain`. */
  add(user: RawUser): void
  get(id: string): Readonly<Known> | undefined
  /** Somebody of users.json, which knows who is a program. */
  listed(id: string): Readonly<Known> | undefined
  /** True when the name comes from an index or a profile, and not from hearsay. */
  isNamed(id: string): boolean
  /** The user behind a `B…` id, from users.json. */
  userOfBot(botId: string): string | undefined
  idOfHandle(handle: string): string | undefined
  /** A name read in a message, for an id that no index has. */
  meet(id: string, name: string, bot: boolean): void
  /** A name heard in somebody's mention: worth less than any other. */
  heard(id: string, label: string): void
  /** Records of the people that became known since the last call. */
  drain(): PersonRecord[]
  readonly size: number
}

export function createPeople(): People {
  const users = new Map<string, Known>()
  const bots = new Map<string, string>()
  const handles = new Map<string, string>()
  const strangers = new Map<string, Known & {heard: boolean}>()
  let fresh: PersonRecord[] = []

  const remember = (id: string, name: string, bot: boolean, heard: boolean) => {
    if (strangers.size >= STRANGERS_MAX) strangers.delete(strangers.keys().next().value ?? '')
    strangers.set(id, {name, bot, heard})
    fresh.push({type: 'person', id, name, ...(bot ? {bot} : {})})
  }

  return {
    add(user) {
      const id = asText(user.id)
      if (id === undefined) return
      const profile = asObject(user.profile) ?? {}
      const handle = asText(user.name)
      const name = displayName(profile, user.real_name, handle) ?? (id === SLACKBOT ? 'Slackbot' : id)
      const bot = user.is_bot === true || user.is_workflow_bot === true || id === SLACKBOT
      const botId = asText(profile.bot_id)
      const email = asText(profile.email)
      users.set(id, {name, bot})
      if (botId !== undefined) bots.set(botId, id)
      if (handle !== undefined) handles.set(handle, id)
      fresh.push({
        type: 'person',
        id,
        name,
        ...(bot ? {bot} : {}),
        ...(email === undefined ? {} : {email}),
        ...(handle === undefined ? {} : {handle}),
      })
    },
    listed: (id) => users.get(id),
    get: (id) => users.get(id) ?? strangers.get(id),
    isNamed: (id) => users.has(id) || strangers.get(id)?.heard === false,
    userOfBot: (botId) => bots.get(botId),
    idOfHandle: (handle) => handles.get(handle),
    meet(id, name, bot) {
      if (users.has(id)) return
      const known = strangers.get(id)
      if (known === undefined || known.heard) remember(id, name, bot, false)
    },
    heard(id, label) {
      if (!users.has(id) && !strangers.has(id)) remember(id, label, false, true)
    },
    drain() {
      const drained = fresh
      fresh = []
      return drained
    },
    get size() {
      return users.size
    },
  }
}

/** What people see in Slack: display name, else real name, else handle. Empty and blank names count as missing. */
export function displayName(
  profile: Readonly<Record<string, unknown>>,
  realName: unknown,
  handle: unknown,
): string | undefined {
  for (const candidate of [profile.display_name, profile.real_name, realName, handle]) {
    const name = asText(candidate)?.trim()
    if (name) return cleanText(unescapeText(name))
  }
  return undefined
}

/** How ids in text resolve, given the people and the names of channels by id. */
export function namesFor(people: People, channels: ReadonlyMap<string, string>): Names {
  return {
    person: (id) =>
      people.get(id)?.name ??
      people.get(people.userOfBot(id) ?? '')?.name ??
      (id === SLACKBOT ? 'Slackbot' : undefined),
    channel: (id) => channels.get(id),
    heard: (id, label) => people.heard(id, label),
  }
}
