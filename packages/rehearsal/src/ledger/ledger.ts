import type {Conversation} from '../store/conversations.js'
import type {Outcome, RequestRecord, Violation} from '../store/journal.js'
import type {Cell, Episode} from '../store/memories.js'
import type {MessageRow} from '../store/message-row.js'
import {STATE, STATE_NAMES, type StateName} from '../store/schema.js'
import type {Store} from '../store/store.js'
import {duplicates, unflushed} from './late-violations.js'

/** Which conversation: as it is addressed over the API. */
export interface ConversationSelector {
  group_id?: string
  user_id?: string
  session_id?: string
  app_id?: string
  project_id?: string
}

export interface StoredMessage {
  message_id: string
  sender_id: string
  sender_name: string | null
  role: string
  timestamp: number
  content: string | unknown[]
  state: StateName
  /** Number of the request that brought it. */
  request: number
  /** Its position in that request. */
  index: number
  /** The memory cell it went into. */
  cell: number | null
}

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
  /** Messages that the server dropped because its buffer held the id already. */
  merged: number
  flushes: number
  cells: number
  episodes: number
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
  violations: Record<string, number>
}

export interface FlushRecord {
  request: number
  at: number
  conversation: string
  status: string
  messages: number
  cells: number
}

/** Read access to everything that the server was sent, for tests. Reads the storage anew each time. */
export interface Ledger {
  totals(): LedgerTotals
  conversations(selector?: ConversationSelector): ConversationSummary[]
  /** In server order: by arrival, without those whose task failed and without deleted ones. */
  messages(selector?: ConversationSelector): StoredMessage[]
  /** The same, one at a time, in flat memory; all rows when `all`. */
  eachMessage(selector?: ConversationSelector, all?: boolean): Generator<StoredMessage>
  cells(selector?: ConversationSelector): Cell[]
  episodes(selector?: ConversationSelector): Episode[]
  flushes(selector?: ConversationSelector): FlushRecord[]
  requests(): RequestRecord[]
  /** Found while serving, then what only the whole shows: duplicates and conversations left unflushed. */
  violations(): Violation[]
}

const KEPT = `state NOT IN (${STATE.failed}, ${STATE.deleted})`

export function openLedger(store: Store): Ledger {
  const {db} = store
  const count = (sql: string, ...values: unknown[]) => (db.prepare(sql).get(...values) as {n: number}).n

  function select(selector: ConversationSelector = {}): Generator<Conversation> {
    const entries = Object.entries(selector).filter(([, value]) => value !== undefined)
    const condition = entries.map(([key]) => `${COLUMN[key as keyof ConversationSelector]} = ?`).join(' AND ')
    return store.conversations.where(condition === '' ? '1' : condition, ...entries.map(([, value]) => value))
  }

  function states(condition: string, ...values: unknown[]): Partial<Record<StateName, number>> {
    const rows = db
      .prepare(`SELECT state, count(*) AS n FROM message WHERE ${condition} GROUP BY state`)
      .all(...values) as {state: number; n: number}[]
    return Object.fromEntries(rows.map(({state, n}) => [STATE_NAMES[state], n]))
  }

  function summary(conversation: Conversation): ConversationSummary {
    const {id, key, groupId, userId, sessionId, appId, projectId, merged} = conversation
    return {
      conversation: key,
      group_id: groupId,
      user_id: userId,
      session_id: sessionId,
      app_id: appId,
      project_id: projectId,
      messages: count(`SELECT count(*) AS n FROM message WHERE conversation = ? AND ${KEPT}`, id),
      states: states('conversation = ?', id),
      merged,
      flushes: count('SELECT count(*) AS n FROM flush WHERE conversation = ?', id),
      cells: count('SELECT count(*) AS n FROM cell WHERE conversation = ?', id),
      episodes: store.memories.countEpisodes('conversation = ?', id),
    }
  }

  const ledger: Ledger = {
    totals() {
      const violations: Record<string, number> = {}
      let doubles = 0
      for (const violation of ledger.violations()) {
        violations[violation.kind] = (violations[violation.kind] ?? 0) + Math.max(1, violation.messages)
        if (violation.kind === 'duplicate-message') doubles += violation.messages
      }
      return {
        conversations: count('SELECT count(*) AS n FROM conversation'),
        messages: count(`SELECT count(*) AS n FROM message WHERE ${KEPT}`),
        states: states('1'),
        merged: count('SELECT coalesce(sum(merged), 0) AS n FROM conversation'),
        requests: count('SELECT count(*) AS n FROM request'),
        flushes: count('SELECT count(*) AS n FROM flush'),
        cells: count('SELECT count(*) AS n FROM cell'),
        episodes: store.memories.countEpisodes('1'),
        duplicates: doubles,
        violations,
      }
    },
    conversations: (selector) => [...select(selector)].map(summary),
    messages: (selector) => [...ledger.eachMessage(selector)],
    *eachMessage(selector, all = false) {
      for (const {id} of select(selector))
        for (const row of store.messages.where(`conversation = ? AND ${all ? '1' : KEPT} ORDER BY seq`, id))
          yield storedMessage(row)
    },
    cells: (selector) => [...select(selector)].flatMap(({id}) => store.memories.cells(id)),
    episodes: (selector) =>
      [...select(selector)].flatMap(({id}) => store.memories.episodes('conversation = ? ORDER BY id', id)),
    flushes: (selector) =>
      [...select(selector)].flatMap(
        ({id, key}) =>
          db
            .prepare(
              'SELECT request, at, ? AS conversation, status, messages, cells FROM flush WHERE conversation = ? ORDER BY id',
            )
            .all(key, id) as FlushRecord[],
      ),
    requests() {
      const rows = db.prepare('SELECT * FROM request ORDER BY id').all() as (Omit<RequestRecord, 'committed'> & {
        committed: number
        outcome: Outcome
      })[]
      return rows.map((row) => ({...row, committed: row.committed === 1}))
    },
    violations() {
      const found = db
        .prepare('SELECT kind, conversation, request, messages, detail FROM violation ORDER BY id')
        .all() as Violation[]
      return [...found, ...duplicates(store), ...unflushed(store)]
    },
  }
  return ledger
}

const COLUMN: Record<keyof ConversationSelector, string> = {
  group_id: 'group_id',
  user_id: 'user_id',
  session_id: 'session_id',
  app_id: 'app_id',
  project_id: 'project_id',
}

export function storedMessage(row: MessageRow): StoredMessage {
  return {
    message_id: row.messageId,
    sender_id: row.senderId,
    sender_name: row.senderName,
    role: row.role,
    timestamp: row.at,
    content: row.isItems === 1 ? (JSON.parse(row.content) as unknown[]) : row.content,
    state: STATE_NAMES[row.state] ?? 'lost',
    request: row.request,
    index: row.idx,
    cell: row.cell,
  }
}
