import {createHash} from 'node:crypto'
import {type Fields, optionalText} from '../check/fields.js'
import type {IncomingMessage} from '../check/incoming-message.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import {toolCalls} from '../check/tool-calls.js'
import {content} from './content.js'
import {assistantSender, role, shaped, userSender} from './messages.js'

/** An agent's trajectory: user, assistant with tool calls, tool results (CORE request_converter.py, dtos/memory.py). */
export function agentMessages(body: Fields, userId: string): IncomingMessage[] {
  return shaped(body, 'agent', agentContent).map((message) => {
    const is = role(message, ['user', 'assistant', 'tool'])
    const callId = message.tool_call_id as string | null | undefined
    if (is === 'tool' && !callId)
      throw new Refusal(422, "Missing required field: messages[].tool_call_id (required when role='tool')")
    const said = message.content as string | readonly unknown[] | null | undefined
    if (!said?.length && !hasCalls(message))
      throw new Refusal(422, 'Missing required field: messages[].content (must be a non-empty string or array)')
    return {
      senderId: sender(message, is, userId, callId),
      role: is,
      at: message.timestamp as number,
      content: said ?? '',
      toolCalls: (message.tool_calls as readonly unknown[] | null | undefined) ?? undefined,
      toolCallId: callId ?? undefined,
    }
  })
}

function sender(message: Fields, is: string, userId: string, callId: string | null | undefined): string {
  if (is === 'user') return userSender(message, userId)
  if (is === 'assistant') return assistantSender(message, userId, `${digest(`${userId}_assistant`)}_assistant`)
  return (message.sender_id as string | null | undefined) || `${digest(`${userId}_tool_${callId}`)}_tool`
}

function hasCalls(message: Fields): boolean {
  return message.role === 'assistant' && Array.isArray(message.tool_calls) && message.tool_calls.length > 0
}

function agentContent(message: Fields): unknown {
  toolCalls(message)
  optionalText(message, 'tool_call_id')
  const value = message.content
  if (value === null || value === undefined) return undefined
  if (value === '') {
    if (hasCalls(message)) return value
    throw new InvalidBody('Value error, messages[].content must not be empty')
  }
  // Here the model takes an empty list; the converter does not, unless there are tool calls.
  if (Array.isArray(value) && value.length === 0) return value
  return content(message)
}

function digest(value: string): string {
  return createHash('md5').update(value).digest('hex').slice(0, 12)
}
