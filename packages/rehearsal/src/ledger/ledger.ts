import type {Conversation} from '../store/conversations.js'
import type {Outcome, RequestRecord, Violation} from '../store/journal.js'
import type {Cell, Episode} from '../store/memories.js'
import type {MessageRow} from '../store/message-row.js'
import {KEPT, STATE_NAMES, type StateName} from '../store/schema.js'
import type {Store} from '../store/store.js'
import {duplicates, unflushed} from './late-violations.js'
import {
  type ConversationSummary,
  conversationsOf,
  type LedgerSummary,
  type LedgerTotals,
  totalsOf,
} from './summaries.js'

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
  /** All of the following at one go: finding duplicates is what costs. */
  summary(selector?: ConversationSelector): LedgerSummary
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

/** @param workOff processes what has waited long enough */
export function openLedger(store: Store, workOff: () => void): Ledger {
  const {db} = store
  function select(selector: ConversationSelector = {}): Generator<Conversation> {
    const entries = Object.entries(selector).filter(([, value]) => value !== undefined)
    const condition = entries.map(([key]) => `${key} = ?`).join(' AND ')
    return store.conversations.where(condition === '' ? '1' : condition, ...entries.map(([, value]) => value))
  }

  const ledger: Ledger = {
    summary(selector) {
      const violations = ledger.violations()
      return {
        totals: totalsOf(store, violations),
        conversations: conversationsOf(store, select(selector), violations),
        violations,
      }
    },
    totals: () => totalsOf(store, ledger.violations()),
    conversations: (selector) => conversationsOf(store, select(selector), ledger.violations()),
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
      workOff()
      const found = db
        .prepare('SELECT kind, conversation, request, messages, detail FROM violation ORDER BY id')
        .all() as Violation[]
      return [...found, ...duplicates(store), ...unflushed(store)]
    },
  }
  return ledger
}

export function storedMessage(row: MessageRow): StoredMessage {
  return {
    message_id: row.messageId,
    sender_id: row.senderId,
    sender_name: row.senderName,
    role: row.role,
    timestamp: row.at,
    content: row.isJson === 1 ? (JSON.parse(row.content) as string | unknown[]) : row.content,
    state: STATE_NAMES[row.state] ?? 'lost',
    request: row.request,
    index: row.idx,
    cell: row.cell,
  }
}
