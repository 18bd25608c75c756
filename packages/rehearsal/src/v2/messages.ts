import {type Fields, integer, list, object, oneOf, optionalText, required, text, within} from '../check/fields.js'
import type {IncomingMessage} from '../check/incoming-message.js'
import {messageText} from '../check/message-text.js'
import {InvalidBody} from '../check/refusal.js'
import {toolCalls} from '../check/tool-calls.js'
import {FIRST_MILLISECOND} from '../ledger/arrival.js'
import type {Settings} from '../options.js'
import {content} from './content.js'

const MOST = 500
// A sender becomes a directory name. The Cloud's rule is not known; what passes this passes there.
const SENDER = /^[a-zA-Z0-9_.@+-]+$/

/** The messages of an add (OSSN routes/memorize.py; SDK2 docs/MessageItem.md). */
export function sessionMessages(body: Fields, settings: Settings): IncomingMessage[] {
  const raw = list(body, 'messages', 1, MOST)
  return raw.map((value, index) => within(['messages', index], () => message(object(value), settings)))
}

function message(fields: Fields, settings: Settings): IncomingMessage {
  const raw = settings.mode === 'v2-self-hosted'
  const senderId = text(fields, 'sender_id', {min: 1, max: 128, pattern: SENDER})
  if (senderId === '.' || senderId === '..')
    throw new InvalidBody("Value error, '.' and '..' are reserved (path traversal)", ['sender_id'])
  const senderName = optionalText(fields, 'sender_name', {raw})
  const role = oneOf(required(fields, 'role'), ['user', 'assistant', 'tool'], ['role'])
  const at = integer(fields, 'timestamp')
  if (at <= 0) throw new InvalidBody('Input should be greater than 0', ['timestamp'])
  // The Cloud refuses seconds; the self-hosted server guesses (SDK2 models/message_item.py, OSS10 datetime.py:176-183).
  if (settings.mode === 'v2-cloud' && at < FIRST_MILLISECOND)
    throw new InvalidBody('Value error, timestamp must be in milliseconds', ['timestamp'])
  const said = content(fields, {raw})
  const calls = toolCalls(fields)
  const toolCallId = optionalText(fields, 'tool_call_id', {raw})
  if (role === 'tool' && !toolCallId) throw new InvalidBody("Value error, tool_call_id is required when role is 'tool'")
  return {senderId, senderName, role, at, content: said, toolCalls: calls, toolCallId}
}

/** Half a surrogate pair passes the checks of everos 1.5.1 where they have no rule for a string, and cannot be stored then: its 500. */
export function isStorable({senderName = '', content, toolCallId = ''}: IncomingMessage): boolean {
  return [senderName, toolCallId, messageText(content)].every((text) => text.isWellFormed())
}
