import type {Role} from '../check/incoming-message.js'
import type {Conversation} from './conversations.js'
import type {Sqlite} from './database.js'
import {STATE, type StateName} from './schema.js'

export interface NewMessage {
  messageId: string
  /** Set for a buffer that merges by id: an open row with the same id wins over this one. */
  mergeId: string | null
  senderId: string
  senderName: string | null
  role: Role
  at: number
  /** The text, or content items as JSON. */
  content: string
  isItems: boolean
  toolCalls: string | null
  toolCallId: string | null
  tokens: number
}

export interface MessageRow extends Omit<NewMessage, 'isItems'> {
  conversation: number
  seq: number
  request: number
  /** Position in its request's messages. */
  idx: number
  receivedAt: number
  isItems: 0 | 1
  state: number
  cell: number | null
}

const COLUMNS =
  'conversation, seq, request, idx, received_at, message_id, merge_id, sender_id, sender_name, role, at, content, items, tool_calls, tool_call_id, tokens, state'
const WIDTH = COLUMNS.split(',').length
// Rows per statement: 25 is where the per-row cost levels off.
const BATCH = 25
const SELECT =
  'SELECT conversation, seq, request, idx, received_at AS receivedAt, message_id AS messageId, merge_id AS mergeId, sender_id AS senderId, sender_name AS senderName, role, at, content, items AS isItems, tool_calls AS toolCalls, tool_call_id AS toolCallId, tokens, state, cell FROM message'

const OPEN = `state IN (${STATE.queued}, ${STATE.buffered})`

export class Messages {
  readonly #db: Sqlite
  readonly #insert
  readonly #insertBatch
  readonly #insertOrIgnore
  readonly #buffered
  readonly #open
  readonly #setRange
  readonly #setOne
  readonly #lose
  readonly #settle
  readonly #firstOpen
  readonly #byMergeId

  constructor(db: Sqlite) {
    this.#db = db
    const row = `(${Array(WIDTH).fill('?').join(', ')})`
    this.#insert = db.prepare(`INSERT INTO message (${COLUMNS}) VALUES ${row}`)
    this.#insertBatch = db.prepare(`INSERT INTO message (${COLUMNS}) VALUES ${Array(BATCH).fill(row).join(', ')}`)
    this.#insertOrIgnore = db.prepare(`INSERT OR IGNORE INTO message (${COLUMNS}) VALUES ${row}`)
    this.#buffered = db.prepare(
      `${SELECT} WHERE conversation = ? AND seq >= ? AND state = ${STATE.buffered} ORDER BY seq LIMIT ?`,
    )
    this.#open = db.prepare(`${SELECT} WHERE conversation = ? AND seq >= ? AND ${OPEN} ORDER BY seq LIMIT ?`)
    this.#setRange = db.prepare(
      `UPDATE message SET state = ?, cell = ? WHERE conversation = ? AND seq BETWEEN ? AND ? AND state = ${STATE.buffered}`,
    )
    this.#setOne = db.prepare('UPDATE message SET state = ?, cell = ? WHERE conversation = ? AND seq = ?')
    this.#lose = db.prepare(
      `UPDATE message SET state = ${STATE.lost} WHERE conversation = ? AND seq > ? AND state = ${STATE.buffered}`,
    )
    this.#settle = db.prepare(
      `UPDATE message SET state = ? WHERE conversation = ? AND seq >= ? AND request = ? AND state = ${STATE.queued}`,
    )
    this.#firstOpen = db.prepare(`SELECT min(seq) AS seq FROM message WHERE conversation = ? AND seq >= ? AND ${OPEN}`)
    this.#byMergeId = db.prepare(
      `${SELECT} WHERE conversation = ? AND merge_id = ? AND merge_id IS NOT NULL AND state = ${STATE.buffered}`,
    )
  }

  /** Appends in order, whatever is there already. */
  append(
    conversation: Conversation,
    request: number,
    now: number,
    state: StateName,
    rows: readonly NewMessage[],
  ): void {
    let parameters: unknown[] = []
    const whole = rows.length - (rows.length % BATCH)
    rows.forEach((row, idx) => {
      conversation.count += 1
      parameters.push(...this.#parameters(conversation, request, now, state, row, idx))
      if (idx >= whole) this.#insert.run(parameters)
      else if ((idx + 1) % BATCH === 0) this.#insertBatch.run(parameters)
      else return
      parameters = []
    })
    conversation.open += rows.length
  }

  /** Appends the rows whose merge id no buffered row has, and gives the others back with the row that won. */
  merge(
    conversation: Conversation,
    request: number,
    now: number,
    rows: readonly NewMessage[],
  ): {row: NewMessage; idx: number; held: MessageRow}[] {
    const dropped: {row: NewMessage; idx: number; held: MessageRow}[] = []
    rows.forEach((row, idx) => {
      conversation.count += 1
      const result = this.#insertOrIgnore.run(this.#parameters(conversation, request, now, 'buffered', row, idx))
      if (result.changes > 0) {
        conversation.open += 1
        return
      }
      conversation.count -= 1
      dropped.push({row, idx, held: this.#byMergeId.get(conversation.id, row.mergeId) as MessageRow})
    })
    return dropped
  }

  #parameters(
    conversation: Conversation,
    request: number,
    now: number,
    state: StateName,
    row: NewMessage,
    idx: number,
  ): unknown[] {
    return [
      conversation.id,
      conversation.count,
      request,
      idx,
      now,
      row.messageId,
      row.mergeId,
      row.senderId,
      row.senderName,
      row.role,
      row.at,
      row.content,
      row.isItems ? 1 : 0,
      row.toolCalls,
      row.toolCallId,
      row.tokens,
      STATE[state],
    ]
  }

  /** Buffered rows in arrival order. */
  buffered(conversation: Conversation, limit = -1): MessageRow[] {
    return this.#buffered.all(conversation.id, conversation.firstOpen, limit) as MessageRow[]
  }

  /** Queued and buffered rows in arrival order. */
  open(conversation: Conversation, limit = -1): MessageRow[] {
    return this.#open.all(conversation.id, conversation.firstOpen, limit) as MessageRow[]
  }

  /** Moves buffered rows on; `seqs` ascending. */
  close(conversation: Conversation, seqs: readonly number[], state: StateName, cell: number | null): void {
    const first = seqs[0]
    const last = seqs.at(-1)
    if (first === undefined || last === undefined) return
    if (last - first + 1 === seqs.length) this.#setRange.run(STATE[state], cell, conversation.id, first, last)
    else for (const seq of seqs) this.#setOne.run(STATE[state], cell, conversation.id, seq)
    conversation.open -= seqs.length
  }

  /** Marks what is buffered after `seq` lost, and counts it. */
  lose(conversation: Conversation, seq: number): number {
    const {changes} = this.#lose.run(conversation.id, seq)
    conversation.open -= changes
    return changes
  }

  /** The rows that one asynchronous request queued are processed, or have failed. */
  settle(conversation: Conversation, request: number, state: 'buffered' | 'failed'): void {
    const {changes} = this.#settle.run(STATE[state], conversation.id, conversation.firstOpen, request)
    if (state === 'failed') conversation.open -= changes
  }

  /** Advances `firstOpen` over what is done with. */
  advance(conversation: Conversation): void {
    const row = this.#firstOpen.get(conversation.id, conversation.firstOpen) as {seq: number | null}
    conversation.firstOpen = row.seq ?? conversation.count + 1
  }

  /** Every row that a condition on `message` selects. The caller orders. */
  *where(condition: string, ...values: unknown[]): Generator<MessageRow> {
    const rows = this.#db.prepare(`${SELECT} WHERE ${condition}`).iterate(...values)
    for (const row of rows) yield row as MessageRow
  }

  delete(condition: string, ...values: unknown[]): number {
    return this.#db
      .prepare(`UPDATE message SET state = ${STATE.deleted}, cell = cell WHERE ${condition}`)
      .run(...values).changes
  }
}
