import {asObject, asText} from '../loose.js'
import {unescapeText} from '../markup.js'
import {rawFiles} from '../message/files.js'
import type {RawMessage} from '../raw.js'
import {cleanText} from '../text/clean-text.js'
import {displayName, type People, SLACKBOT} from './people.js'

export interface Sender {
  id: string
  /** Only when the message shows another name than the person is known by. */
  name?: string
  bot?: true
}

/**
 * Who wrote a message; undefined when nothing tells. A message can carry both `user` and `bot_id`: an app that posts for a
 * person, or an app's own user. users.json decides; without it a `bot_profile` on a message that no client sent means a program.
 */
export function senderOf(message: RawMessage, people: People): Sender | undefined {
  const user = hostOf(message) ?? asText(message.user) ?? authorElsewhere(message)
  if (user === SLACKBOT) return {id: SLACKBOT, bot: true, ...(people.get(SLACKBOT) ? {} : {name: 'Slackbot'})}
  if (isProgram(message, user, people)) return programSender(message, user, people)
  if (user === undefined) return undefined
  if (!people.isNamed(user)) meetStranger(user, message, people)
  return {id: user}
}

/** Guests of shared channels stand in no users.json, but their messages carry a profile. */
function meetStranger(user: string, message: RawMessage, people: People): void {
  const profile = asObject(message.user_profile)
  const name = profile && displayName(profile, undefined, profile.name)
  if (name !== undefined) people.meet(user, name, false)
}

/** A huddle is announced by Slackbot; who started it stands in its room. */
function hostOf(message: RawMessage): string | undefined {
  return message.subtype === 'huddle_thread' ? asText(asObject(message.room)?.created_by) : undefined
}

/** Old file messages name their author only in the comment or the file. */
function authorElsewhere(message: RawMessage): string | undefined {
  const comment = asObject(message.comment)
  if (comment !== undefined) return asText(comment.user)
  if (asText(message.bot_id) !== undefined || message.subtype === 'bot_message') return undefined
  return asText(rawFiles(message)[0]?.user)
}

function isProgram(message: RawMessage, user: string | undefined, people: People): boolean {
  if (message.subtype === 'bot_message') return true
  const known = user === undefined ? undefined : people.listed(user)
  if (known !== undefined) return known.bot
  if (asText(message.bot_id) === undefined) return false
  return user === undefined || (asObject(message.bot_profile) !== undefined && message.client_msg_id === undefined)
}

function programSender(message: RawMessage, user: string | undefined, people: People): Sender {
  const botId = asText(message.bot_id)
  const username = asText(message.username)
  const own = user !== undefined && people.listed(user)?.bot ? user : undefined
  const id =
    own ?? (botId && people.userOfBot(botId)) ?? botId ?? user ?? (username ? `bot:${username}` : 'unknown-bot')
  const shown = (username ?? asText(asObject(message.bot_profile)?.name))?.trim()
  if (!shown) return {id, bot: true}
  const name = cleanText(unescapeText(shown))
  // A webhook can go by another name in every message; the first stands for it elsewhere.
  people.meet(id, name, true)
  return people.get(id)?.name === name ? {id, bot: true} : {id, bot: true, name}
}
