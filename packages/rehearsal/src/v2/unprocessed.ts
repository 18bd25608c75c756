import type {Fields} from '../check/fields.js'
import type {MessageRow} from '../store/message-row.js'
import {STATE} from '../store/schema.js'
import {settleReady} from '../tasks/settle.js'
import type {World} from '../world.js'
import {givenBack} from './content.js'
import {storedInstant} from './instants.js'
import type {ReadScope} from './read-scope.js'

/**
 * What a session has buffered, by timestamp, all of it. For filters with a `session_id` that is a string, at the top: what stands beside it,
 * and the user in the request, do not matter (everos 1.4.2 and 1.5.1 search/manager.py; OSSDOC says that the filter must be nothing else).
 */
export function unprocessedMessages(world: World, scope: ReadScope, now: number): Record<string, unknown>[] {
  const sessionId = scope.filters?.session_id
  if (typeof sessionId !== 'string' || sessionId === '') return []
  const {conversations, messages} = world.store
  const {appId, projectId} = scope
  const conversation = conversations.find({kind: 'session', sessionId, appId, projectId})
  if (conversation === undefined) return []
  settleReady(world, conversation, now)
  const rows = messages.where(
    `conversation = ? AND seq >= ? AND state = ${STATE.buffered} ORDER BY at, message_id, seq`,
    conversation.id,
    conversation.firstOpen,
  )
  return [...rows].map((row) => ({
    id: row.messageId,
    app_id: appId,
    project_id: projectId,
    session_id: sessionId,
    sender_id: row.senderId,
    sender_name: row.senderName,
    role: row.role,
    content: contentOf(row),
    timestamp: storedInstant(row.at),
    tool_calls: toolCallsOf(row),
    tool_call_id: row.toolCallId,
  }))
}

function contentOf({isJson, content}: MessageRow): string | readonly unknown[] {
  if (isJson === 0) return content
  const stored = JSON.parse(content) as string | Fields[]
  return typeof stored === 'string' ? stored : givenBack(stored)
}

/** With what the model of a call knows, its default type among it; no calls are none (everos 1.5.1 routes/memorize.py). */
function toolCallsOf({toolCalls}: MessageRow): unknown[] | null {
  const calls = toolCalls === null ? [] : (JSON.parse(toolCalls) as {id: string; type?: string; function: Fields}[])
  if (calls.length === 0) return null
  return calls.map(({id, type = 'function', function: {name, arguments: given}}) => ({
    ...{id, type},
    function: {name, arguments: given},
  }))
}
