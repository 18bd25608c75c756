import {isUtf8} from 'node:buffer'
import {ElementsReader} from '@everport/plugin-kit'
import {asText} from '../loose.js'
import type {RawMessage} from '../raw.js'
import {hasLayout} from '../text/blocks.js'

/** Of blocks only their types, of a profile only names: the rest is most of a file, and hardly ever looked at. */
const FIELDS = [
  'type',
  'subtype',
  'ts',
  'user',
  'user_profile.display_name',
  'user_profile.real_name',
  'user_profile.name',
  'username',
  'bot_id',
  'bot_profile',
  'client_msg_id',
  'text',
  'blocks.type',
  'attachments',
  'files',
  'file',
  'comment',
  'room',
  'edited',
  'hidden',
  'thread_ts',
  'parent_user_id',
  'root',
  'reply_count',
  'latest_reply',
  'replies',
  'slackdump_thread_replies',
  'message',
  'previous_message',
  'deleted_ts',
  'event_ts',
  'channel',
] as const satisfies readonly (keyof RawMessage | `${keyof RawMessage}.${string}`)[]

type Named<Field> = Field extends `${infer Key}.${string}` ? Key : Field
/** Fails to compile when a field of `RawMessage` is not read here. */
const NONE_IS_MISSING: [Exclude<keyof RawMessage, Named<(typeof FIELDS)[number]>>] extends [never] ? true : never = true

const READER = NONE_IS_MISSING && new ElementsReader(FIELDS)

/**
 * The messages of a day file, nearly all of them without what nobody will look at. Undefined for what is not plainly a list of messages in
 * valid UTF-8: then `JSON.parse` tells.
 */
export function readMessages(file: Uint8Array): readonly unknown[] | undefined {
  const found = isUtf8(file) ? READER.read(file) : undefined
  return found?.values.map((message, index) => (isPlain(message) ? message : found.whole(index)))
}

/** Words before anything that is no plain text. */
const BEGINS_WITH_WORDS = /^[^<:]*[\p{L}\p{N}]/u
const NO_WORDS = /<[^<>]*>|:[^\s:]+:/g
const WORDS = /[\p{L}\p{N}]/u
/** The sentences that stand in place of blocks have these words. */
const PLACEHOLDER = /be displayed|interactive elements/

/** The text of a message is enough, whatever its blocks say: see `messageText`. */
function isPlain(message: RawMessage): boolean {
  if (message.subtype !== undefined || message.comment !== undefined) return message.blocks === undefined
  const text = asText(message.text)
  if (message.blocks === undefined) return true
  return text !== undefined && !hasLayout(message.blocks) && hasWords(text) && !PLACEHOLDER.test(text)
}

/** Beside mentions, links and emoji, of which nothing may be left. */
function hasWords(text: string): boolean {
  return BEGINS_WITH_WORDS.test(text) || WORDS.test(text.replace(NO_WORDS, ''))
}
