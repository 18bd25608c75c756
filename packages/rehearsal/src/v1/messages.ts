import {type Fields, integer, isPresent, list, object, optionalText, text, within} from '../check/fields.js'
import type {IncomingMessage, Role} from '../check/incoming-message.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {content} from './content.js'
import {assistantSenderId, refuseReserved} from './ids.js'

/** Most messages in one call (SDK1 memory_add_params.py; CORE dtos/memory.py). */
const MOST = 500
// Python's datetime ends with the year 9999; CORE turns the exception into its general 500.
const LATEST = 253_402_300_799_999

/**
 * The messages of a body in the two passes of the server: first the model (places in the answer), then the converter (CORE
 * request_converter.py: a sentence without a place). A client can find the message at fault only after the first.
 */
export function groupMessages(body: Fields): IncomingMessage[] {
  const raw = shaped(body, 'group')
  raw.forEach((message, index) => {
    if (!message.sender_id) throw new InvalidBody(`Value error, messages[${index}].sender_id is required for group add`)
  })
  return raw.map((message) => {
    refuseReservedIds(message)
    return {
      messageId: (message.message_id as string | null | undefined) || undefined,
      senderId: message.sender_id as string,
      senderName: (message.sender_name as string | null | undefined) ?? undefined,
      role: role(message, ['user', 'assistant']),
      at: message.timestamp as number,
      content: message.content as string | readonly unknown[],
    }
  })
}

/**
 * Messages of a user with an assistant. The gateway strips message_id and sender_name here (SDK1 agent_message_item_param.py
 * says so of the agent route; the personal type has neither), so the server makes its own ids.
 */
export function personalMessages(body: Fields, userId: string): IncomingMessage[] {
  return shaped(body, 'personal').map((message) => {
    const is = role(message, ['user', 'assistant'])
    refuseReservedIds(message)
    return {
      senderId:
        is === 'user' ? userSender(message, userId) : assistantSender(message, userId, assistantSenderId(userId)),
      role: is,
      at: message.timestamp as number,
      content: message.content as string | readonly unknown[],
    }
  })
}

export function role(message: Fields, allowed: readonly Role[]): Role {
  if (!message.role) throw new Refusal(422, 'Missing required field: messages[].role')
  const match = allowed.find((item) => item === message.role)
  if (match !== undefined) return match
  const names = allowed.map((item) => `'${item}'`)
  const choice = names.length === 2 ? names.join(' or ') : `${names.slice(0, -1).join(', ')}, or ${names.at(-1)}`
  throw new Refusal(422, `Invalid value for messages[].role: '${String(message.role)}'. Must be ${choice}`)
}

export function userSender(message: Fields, userId: string): string {
  if (message.sender_id && message.sender_id !== userId)
    throw new Refusal(
      422,
      `sender_id mismatch: role=user requires sender_id=${userId}, got ${String(message.sender_id)}`,
    )
  return userId
}

export function assistantSender(message: Fields, userId: string, generated: string): string {
  if (message.sender_id === userId)
    throw new Refusal(422, 'sender_id conflict: role=assistant cannot use user_id as sender_id')
  return (message.sender_id as string | null | undefined) || generated
}

function refuseReservedIds(message: Fields): void {
  if (message.message_id) refuseReserved('message_id', message.message_id as string)
  if (message.sender_id) refuseReserved('sender_id', message.sender_id as string)
}

/** The checks that all three adds share. */
export function shaped(
  body: Fields,
  of: 'group' | 'personal' | 'agent',
  contentOf: (message: Fields) => unknown = content,
): Fields[] {
  const raw = list(body, 'messages', 1, MOST)
  const messages = raw.map((value, index) => within(['messages', index], () => shape(object(value), contentOf)))
  for (const message of messages) {
    const at = message.timestamp as number
    if (at === 0) throw new Refusal(422, 'Missing required field: messages[].timestamp')
    if (Math.abs(at) > LATEST) throw new Refusal(500, 'Failed to store memory, please try again later')
    if (of !== 'group' && message.sender_id === '') message.sender_id = undefined
  }
  return messages
}

function shape(message: Fields, contentOf: (message: Fields) => unknown): Fields {
  // A validator that runs before the model sees an empty string first.
  if (message.content === '') contentOf(message)
  optionalText(message, 'message_id')
  optionalText(message, 'sender_id')
  optionalText(message, 'sender_name')
  text(message, 'role')
  message.timestamp = integer(message, 'timestamp')
  if (isPresent(message, 'content') || contentOf === content) contentOf(message)
  return message
}
