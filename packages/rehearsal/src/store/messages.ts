import type {Conversation} from './conversations.js'
import type {Sqlite} from './database.js'
import {INSERTED, type MessageRow, type NewMessage, type Outline, SELECT_MESSAGE, type Span} from './message-row.js'
import {KEPT, STATE, type StateName} from './schema.js'

// Rows per statement: 25 is where the per-row cost levels off.
const BATCH = 25
const OPEN = `state IN (${STATE.queued}, ${STATE.buffered})`

/** How rows came. */
export interface Arrived {
  request: number
  now: number
  state: StateName
}

export class Messages {
  readonly #db: Sqlite
  readonly #insert
  readonly #insertBatch
  readonly #buffered
  readonly #outline
  readonly #span
  readonly #users
  readonly #setRange
  readonly #setOne
  readonly #lose
  readonly #settle
  readonly #firstOpen
  readonly #lastAt

  constructor(db: Sqlite) {
    this.#db = db
    const row = `(${Array(INSERTED.split(',').length).fill('?').join(', ')})`
    this.#insert = db.prepare(`INSERT INTO message (${INSERTED}) VALUES ${row}`)
    this.#insertBatch = db.prepare(`INSERT INTO message (${INSERTED}) VALUES ${Array(BATCH).fill(row).join(', ')}`)
    this.#buffered = db.prepare(`${SELECT_MESSAGE} WHERE conversation = ? AND seq >= ? AND state = ${STATE.buffered}`)
    this.#outline = db.prepare(
      // One JSON text: the driver takes several times as long for rows.
      `SELECT json_group_array(json_array(seq, at, role, sender_id, tokens, blank, coalesce(tool_calls, '[]') <> '[]')) AS rows FROM (SELECT * FROM message WHERE conversation = ? AND seq >= ? AND state = ${STATE.buffered} ORDER BY at, message_id, seq)`,
    )
    this.#span = db.prepare(
      `SELECT count(*) AS messages, min(seq) AS firstSeq, max(seq) AS lastSeq, min(at) AS firstAt, max(at) AS lastAt FROM (SELECT seq, at FROM message WHERE conversation = ? AND seq >= ? AND state = ${STATE.buffered} ORDER BY seq LIMIT ?)`,
    )
    this.#users = db.prepare(
      `SELECT sender_id AS id FROM message WHERE conversation = ? AND seq BETWEEN ? AND ? AND state = ${STATE.buffered} AND role = 'user' GROUP BY sender_id ORDER BY min(seq)`,
    )
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
    this.#lastAt = db.prepare(`SELECT max(at) AS at FROM message WHERE conversation = ? AND ${KEPT}`)
  }

  /** Appends in order, whatever is there already. */
  append(conversation: Conversation, {request, now, state}: Arrived, rows: readonly NewMessage[]): void {
    let values: unknown[] = []
    const whole = rows.length - (rows.length % BATCH)
    rows.forEach((row, index) => {
      const {idx, messageId, senderId, senderName, role, at, content, isItems, toolCalls, toolCallId, tokens} = row
      const blank = row.isBlank ? 1 : 0
      conversation.count += 1
      values.push(conversation.id, conversation.count, request, idx, now, messageId, senderId, senderName, role, at)
      values.push(
        content,
        isItems ? 1 : content.includes('\0') ? 2 : 0,
        toolCalls,
        toolCallId,
        tokens,
        blank,
        STATE[state],
      )
      if (index >= whole) this.#insert.run(values)
      else if ((index + 1) % BATCH === 0) this.#insertBatch.run(values)
      else return
      values = []
    })
    conversation.open += rows.length
  }

  /** Buffered rows that have one of these ids, by id. Reads the whole buffer of the conversation. */
  bufferedById(conversation: Conversation, ids: ReadonlySet<string>): Map<string, MessageRow> {
    const held = new Map<string, MessageRow>()
    for (const row of this.#buffered.iterate(conversation.id, conversation.firstOpen)) {
      const message = row as MessageRow
      if (ids.has(message.messageId)) held.set(message.messageId, message)
    }
    return held
  }

  /** What deciding on boundaries needs of the buffered rows, in the order of the self-hosted buffer (OSS10 _boundary.py). */
  outline(conversation: Conversation): Outline[] {
    const {rows} = this.#outline.get(conversation.id, conversation.firstOpen) as {rows: string}
    const parsed = JSON.parse(rows) as [number, number, string, string, number, 0 | 1, 0 | 1][]
    return parsed.map(([seq, at, role, senderId, tokens, blank, calls]) => ({
      ...{seq, at, role, senderId, tokens},
      isTool: role === 'tool' || (role === 'assistant' && calls === 1),
      isBlank: blank === 1,
    }))
  }

  /** What the first `limit` buffered rows are, without loading them; undefined when there is none. */
  span(conversation: Conversation, limit: number): Span | undefined {
    const {id, firstOpen} = conversation
    const span = this.#span.get(id, firstOpen, limit) as Omit<Span, 'users'>
    if (span.messages === 0) return undefined
    const users = this.#users.all(id, firstOpen, span.lastSeq) as {id: string}[]
    return {...span, users: users.map((user) => user.id)}
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

  /** Moves all rows buffered up to `lastSeq` into a cell. */
  closeThrough(conversation: Conversation, span: Span, cell: number): void {
    this.#setRange.run(STATE.extracted, cell, conversation.id, span.firstSeq, span.lastSeq)
    conversation.open -= span.messages
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
    if (state === 'buffered') return
    conversation.open -= changes
    // What failed never was: sent again it comes after what came before it.
    conversation.lastAt = (this.#lastAt.get(conversation.id) as {at: number | null}).at
  }

  /** Advances `firstOpen` over what is done with. */
  advance(conversation: Conversation): void {
    const row = this.#firstOpen.get(conversation.id, conversation.firstOpen) as {seq: number | null}
    conversation.firstOpen = row.seq ?? conversation.count + 1
  }

  /** Every row that a condition on `message` selects. The caller orders. */
  *where(condition: string, ...values: unknown[]): Generator<MessageRow> {
    const rows = this.#db.prepare(`${SELECT_MESSAGE} WHERE ${condition}`).iterate(...values)
    for (const row of rows) yield row as MessageRow
  }

  delete(condition: string, ...values: unknown[]): number {
    return this.#db.prepare(`UPDATE message SET state = ${STATE.deleted} WHERE ${condition}`).run(...values).changes
  }
}
