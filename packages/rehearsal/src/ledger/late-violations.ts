import type {Violation} from '../store/journal.js'
import {KEPT} from '../store/schema.js'
import type {Store} from '../store/store.js'

interface Group {
  conversation: string
  request: number
  copies: number
  what: string
}

/**
 * Messages that a conversation holds more than once: by sender, timestamp and content, and by message id where the id is the
 * client's. Sorted by SQLite, on disk when it is much; one violation per conversation and kind, naming the first.
 */
export function* duplicates(store: Store): Generator<Violation> {
  const same = `SELECT c.key AS conversation, min(m.request) AS request, count(*) AS copies, m.sender_id || ' at ' || m.at AS what
    FROM message m JOIN conversation c ON c.id = m.conversation WHERE m.${KEPT}
    GROUP BY m.conversation, m.at, m.sender_id, m.content HAVING copies > 1 ORDER BY m.conversation, m.at`
  yield* perConversation(store, same, 'duplicate-message')
  const sameId = `SELECT c.key AS conversation, min(m.request) AS request, count(*) AS copies, m.message_id AS what
    FROM message m JOIN conversation c ON c.id = m.conversation WHERE m.${KEPT}
    GROUP BY m.conversation, m.message_id HAVING copies > 1 ORDER BY m.conversation`
  yield* perConversation(store, sameId, 'duplicate-message-id')
}

function* perConversation(store: Store, sql: string, kind: Violation['kind']): Generator<Violation> {
  let current: Violation | undefined
  for (const row of store.db.prepare(sql).iterate()) {
    const {conversation, request, copies, what} = row as Group
    if (current?.conversation === conversation) current.messages += copies - 1
    else {
      if (current !== undefined) yield current
      current = {kind, conversation, request, messages: copies - 1, detail: `${copies} times ${what}`}
    }
  }
  if (current !== undefined) yield current
}

/** Conversations with messages that no flush has reached. */
export function* unflushed(store: Store): Generator<Violation> {
  for (const {key, open} of store.conversations.where('open > 0'))
    yield {
      kind: 'unflushed',
      conversation: key,
      request: 0,
      messages: open,
      detail: `${open} messages wait for a flush`,
    }
}
