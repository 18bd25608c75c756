import {pythonInstant} from '../http/api.js'
import {anyOf, type Condition, joined} from '../store/condition.js'
import {STATE} from '../store/schema.js'
import {settleReady} from '../tasks/settle.js'
import type {World} from '../world.js'
import {asItems} from './content.js'
import type {SearchScope} from './filters.js'

/**
 * Messages that wait for extraction, oldest first, at most `limit` of them and no second page: with more than 100 waiting, the
 * newest cannot be seen. A user_id in the filter means the sender; session_id is ignored (CORE search_mem_service.py
 * _search_raw_message, service/raw_message_service.py, raw_message_repository.py find_pending_by_filters). What an asynchronous
 * add has queued is not among them.
 */
export function rawMessages(world: World, scope: SearchScope, limit: number, now: number): Record<string, unknown>[] {
  const {conversations, messages} = world.store
  const inGroups = scope.groupIds === undefined ? undefined : anyOf('group_id', scope.groupIds)
  const open = `open > 0${inGroups === undefined ? '' : ` AND ${inGroups.sql}`}`
  const scoped = [...conversations.where(open, ...(inGroups?.values ?? []))]
  for (const conversation of scoped) settleReady(world, conversation, now)
  const conditions: Condition[] = [
    {sql: `state = ${STATE.buffered}`, values: []},
    {
      sql: `conversation IN (SELECT id FROM conversation WHERE ${open})`,
      values: inGroups?.values ?? [],
    },
    {sql: 'seq >= (SELECT first_open FROM conversation WHERE id = conversation)', values: []},
  ]
  if (scope.userId !== undefined) conditions.push({sql: 'sender_id = ?', values: [scope.userId]})
  const {sql, values} = joined('AND', conditions)
  const names = new Map(scoped.map((conversation) => [conversation.id, conversation]))
  const rows = messages.where(`${sql} ORDER BY received_at, request, idx LIMIT ?`, ...values, limit)
  return [...rows].map((row) => ({
    id: `${row.conversation.toString(16).padStart(12, '0')}${row.seq.toString(16).padStart(12, '0')}`,
    request_id: String(row.request),
    message_id: row.messageId,
    group_id: names.get(row.conversation)?.groupId ?? null,
    session_id: names.get(row.conversation)?.sessionId ?? '-1',
    sender_id: row.senderId,
    sender_name: row.senderName,
    content_items: asItems(row.content, row.isJson === 1),
    timestamp: pythonInstant(row.at),
    created_at: pythonInstant(row.receivedAt),
    updated_at: pythonInstant(row.receivedAt),
  }))
}
