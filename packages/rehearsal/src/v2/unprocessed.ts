import type {Fields} from '../check/fields.js'
import {STATE} from '../store/schema.js'
import {settleReady} from '../tasks/settle.js'
import type {World} from '../world.js'
import {zuluInstant} from './episode-item.js'
import type {ReadScope} from './read-scope.js'

/**
 * What a session has buffered, by timestamp, all of it. Only for a filter that is exactly `{"session_id": "..."}`; the user in the
 * request does not matter (OSSDOC UnprocessedMessageDTO; OSS10 search/manager.py:193-212, 733-780).
 */
export function unprocessedMessages(world: World, scope: ReadScope, now: number): Record<string, unknown>[] {
  const sessionId = exactSession(scope.filters)
  if (sessionId === undefined) return []
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
    content: row.isItems === 1 ? (JSON.parse(row.content) as unknown[]) : row.content,
    timestamp: zuluInstant(row.at),
    tool_calls: row.toolCalls === null ? null : (JSON.parse(row.toolCalls) as unknown[]),
    tool_call_id: row.toolCallId,
  }))
}

function exactSession(filters: Fields | undefined): string | undefined {
  if (filters === undefined || Object.keys(filters).length !== 1) return undefined
  return typeof filters.session_id === 'string' ? filters.session_id : undefined
}
