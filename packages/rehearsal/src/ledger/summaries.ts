import type {Conversation} from '../store/conversations.js'
import type {Violation, ViolationKind} from '../store/journal.js'
import {KEPT, STATE_NAMES, type StateName} from '../store/schema.js'
import type {Store} from '../store/store.js'

export interface ConversationSummary {
  conversation: string
  group_id: string | null
  user_id: string | null
  session_id: string | null
  app_id: string | null
  project_id: string | null
  /** Rows stored, whatever became of them since; without those whose task failed and without deleted ones. */
  messages: number
  /** By state. */
  states: Partial<Record<StateName, number>>
  /** Messages that the server dropped because its buffer held them already. */
  merged: number
  flushes: number
  /** Nothing is queued or buffered: the last flush came after the last message. */
  flushed: boolean
  cells: number
  episodes: number
  /** By kind: how many messages, or how many times where it is not about messages. */
  violations: Partial<Record<ViolationKind, number>>
}

export interface LedgerSummary {
  totals: LedgerTotals
  conversations: ConversationSummary[]
  violations: Violation[]
}

export interface LedgerTotals {
  conversations: number
  messages: number
  states: Partial<Record<StateName, number>>
  merged: number
  requests: number
  flushes: number
  cells: number
  episodes: number
  /** Rows that a conversation holds more than once, by sender, timestamp and content; the first of each is not counted. */
  duplicates: number
  /** By kind: how many messages, or how many times where it is not about messages. */
  violations: Partial<Record<ViolationKind, number>>
}

export function totalsOf(store: Store, violations: readonly Violation[]): LedgerTotals {
  const count = (sql: string) => countRows(store, sql)
  const byKind = countByKind(violations)
  return {
    conversations: count('SELECT count(*) AS n FROM conversation'),
    messages: count(`SELECT count(*) AS n FROM message WHERE ${KEPT}`),
    states: states(store, '1'),
    merged: count('SELECT coalesce(sum(merged), 0) AS n FROM conversation'),
    requests: count('SELECT count(*) AS n FROM request'),
    flushes: count('SELECT count(*) AS n FROM flush'),
    cells: count('SELECT count(*) AS n FROM cell'),
    episodes: store.memories.countEpisodes('1'),
    duplicates: byKind['duplicate-message'] ?? 0,
    violations: byKind,
  }
}

export function conversationsOf(
  store: Store,
  conversations: Iterable<Conversation>,
  violations: readonly Violation[],
): ConversationSummary[] {
  const byConversation = new Map<string | null, Violation[]>()
  for (const violation of violations) {
    const others = byConversation.get(violation.conversation)
    if (others === undefined) byConversation.set(violation.conversation, [violation])
    else others.push(violation)
  }
  return [...conversations].map((conversation) =>
    ofOne(store, conversation, byConversation.get(conversation.key) ?? []),
  )
}

function ofOne(store: Store, conversation: Conversation, violations: readonly Violation[]): ConversationSummary {
  const {id, key, groupId, userId, sessionId, appId, projectId, merged, open} = conversation
  const count = (table: string) => countRows(store, `SELECT count(*) AS n FROM ${table} WHERE conversation = ?`, id)
  return {
    conversation: key,
    group_id: groupId,
    user_id: userId,
    session_id: sessionId,
    app_id: appId,
    project_id: projectId,
    messages: countRows(store, `SELECT count(*) AS n FROM message WHERE conversation = ? AND ${KEPT}`, id),
    states: states(store, 'conversation = ?', id),
    merged,
    flushes: count('flush'),
    flushed: open === 0,
    cells: count('cell'),
    episodes: store.memories.countEpisodes('conversation = ?', id),
    violations: countByKind(violations),
  }
}

function states({db}: Store, condition: string, ...values: unknown[]): Partial<Record<StateName, number>> {
  const rows = db
    .prepare(`SELECT state, count(*) AS n FROM message WHERE ${condition} GROUP BY state`)
    .all(...values) as {state: number; n: number}[]
  return Object.fromEntries(rows.map(({state, n}) => [STATE_NAMES[state], n]))
}

function countRows({db}: Store, sql: string, ...values: unknown[]): number {
  return (db.prepare(sql).get(...values) as {n: number}).n
}

function countByKind(violations: readonly Violation[]): Partial<Record<ViolationKind, number>> {
  const counts: Partial<Record<ViolationKind, number>> = {}
  for (const {kind, messages} of violations) counts[kind] = (counts[kind] ?? 0) + Math.max(1, messages)
  return counts
}
