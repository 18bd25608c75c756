import type {MessageRecord, Place, SourceRecord} from '@everport/plugin-kit'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import {listOf} from '../list-of.js'
import {messageTime, parseTimestamp} from '../message-time.js'
import {messageClass} from '../message-type.js'
import type {RawMessage} from '../raw.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import {snowflakeOrder} from '../snowflake.js'
import {eventText} from './event-text.js'
import {isEmptySnapshot, messageAttachments, messageText} from './message-text.js'
import {personOf, senderOf} from './sender.js'

/** Where the messages of one file go. */
export interface Home {
  file: string
  /** Native id of the conversation: the channel's, or of a joined thread its parent's. */
  conversation: string
  /** The channel that the file is of. */
  channel: string
  /** Of a joined thread: the message that it hangs on. A starter row may correct it. */
  root: string | undefined
  /** Ids for messages that have none. */
  idOf(...parts: string[]): string
}

/** Turns one element of `messages` into records and pushes them onto `out`; returns why when it is not to be kept. */
export function pushMessage(
  raw: RawMessage,
  place: Place,
  home: Home,
  reading: Reading,
  out: SourceRecord[],
): SkipReason | undefined {
  const klass = messageClass(raw.type)
  if (klass === 'event' && !reading.options.events) return 'event'
  if (klass === 'starter' && isEmptySnapshot(raw)) {
    if (home.root !== undefined) home.root = idText(raw.reference?.messageId) || home.root
    return 'thread-starter'
  }
  if (klass === 'unknown') {
    if (isEmptySnapshot(raw)) return 'unknown-type'
    reading.context.warn({
      code: 'unknown-type',
      message: `A message of the unknown type ${JSON.stringify(raw.type)} has text and is kept as an ordinary message.`,
      place,
    })
  }
  if (raw.reference?.type === 'Forward' && !raw.forwardedMessage && isEmptySnapshot(raw)) return 'empty-forward'
  const given = idText(raw.id)
  const at = messageTime(raw.timestamp, given)
  if (at === undefined) return 'no-time'

  const sender = senderOf(raw.author, reading)
  const person = personOf(sender, reading.people)
  if (person !== undefined) out.push(person)
  if (!sender.isKnown) {
    const message = 'A message names no author: it is kept as said by "Unknown".'
    reading.context.warn({code: 'no-author', message, place})
  }
  for (const role of listOf(raw.author?.roles)) {
    if (role.id && role.name) reading.roles.set(idText(role.id), cleanText(role.name))
  }
  const id = given || home.idOf(home.channel, sender.fields.sender, String(at), cleanText(raw.content))
  const text = klass === 'event' ? eventText(raw) : messageText(raw, klass, sender.isProgram, reading)
  const message: MessageRecord = {
    type: 'message',
    conversation: home.conversation,
    id,
    ...sender.fields,
    at,
    text,
    place,
  }
  const order = snowflakeOrder(id)
  if (order !== undefined) message.order = order
  const replyTo = klass === 'text' ? replyOf(raw, home) : undefined
  if (replyTo !== undefined) message.replyTo = replyTo
  if (home.root !== undefined && home.root !== id) message.thread = home.root
  const attachments = messageAttachments(raw, home.file, reading)
  if (attachments.length > 0) message.attachments = attachments
  const edited = parseTimestamp(raw.timestampEdited)
  if (edited !== undefined) message.editedAt = edited.at
  out.push(message)
  return undefined
}

/** A forward, and a message crossposted from another channel, point to something but answer nothing. */
function replyOf({reference}: RawMessage, home: Home): string | undefined {
  const target = idText(reference?.messageId)
  if (target === '' || reference?.type === 'Forward') return undefined
  const channel = idText(reference?.channelId) || home.channel
  const isHere = channel === home.channel || channel === home.conversation || target === home.channel
  return isHere ? target : undefined
}
