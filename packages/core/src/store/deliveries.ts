import type {Database} from './database.js'

/**
 * `open`: has messages to send. `flushing`: the flush left, its answer is not known. `refused`: the server took the messages and refused the
 * flush. `sent`: all sent, no flush wanted.
 */
export type SliceState = 'open' | 'flushing' | 'refused' | 'flushed' | 'sent'

/**
 * `sending`: the bytes may have left. `accepted`: the server took it. `settled`: its task succeeded. `refused`: certainly not stored.
 * `unknown`: may or may not be stored. `abandoned`: unknown, and the person said to go on without.
 */
export type RequestState = 'sending' | 'accepted' | 'settled' | 'refused' | 'unknown' | 'abandoned'

export interface StoredSlice {
  id: number
  run: number
  conversation: number
  first: number
  last: number
  messages: number
  state: SliceState
}

export interface StoredRequest {
  id: number
  run: number
  conversation: number
  slice: number
  first: number
  last: number
  messages: number
  state: RequestState
  body_hash: string
  attempts: number
  task: string | null
  /** How the outcome became unknown, the last time: `timeout`, `reset`, `status 500`, `killed`. */
  cause: string | null
  reason: string | null
  sent_at: number | null
  answered_at: number | null
}

/** Slices and requests: what was, is and will be sent. Changes of one moment share a commit: `Store.durable` before anything that relies on them leaves. */
export class Deliveries {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  addSlice(run: number, conversation: number, first: number, last: number): void {
    this.#db
      .prepare("INSERT INTO slice (run, conversation, first, last, messages, state) VALUES (?, ?, ?, ?, ?, 'open')")
      .run(run, conversation, first, last, last - first + 1)
  }

  /** Unfinished slices of a conversation in order of sending. */
  openSlices(conversation: number): StoredSlice[] {
    return this.#db
      .prepare<StoredSlice>(
        "SELECT * FROM slice WHERE conversation = ? AND state NOT IN ('flushed', 'sent') ORDER BY first",
      )
      .all(conversation)
  }

  setSlice(id: number, state: SliceState): void {
    this.#db.together()
    this.#db.prepare('UPDATE slice SET state = ? WHERE id = ?').run(state, id)
  }

  /** Requests of a slice that count (refused ones carried nothing), in order. */
  requests(slice: number): StoredRequest[] {
    return this.#db
      .prepare<StoredRequest>("SELECT * FROM request WHERE slice = ? AND state <> 'refused' ORDER BY first")
      .all(slice)
  }

  /** Messages of a slice that no request carries and nobody rejected. */
  unaccounted(slice: StoredSlice): number {
    const {sent} = this.#db
      .prepare<{sent: number | null}>(
        "SELECT sum(messages) AS sent FROM request WHERE slice = ? AND state <> 'refused'",
      )
      .get(slice.id)!
    const {rejected} = this.#db
      .prepare<{rejected: number}>(
        'SELECT count(*) AS rejected FROM reject WHERE conversation = ? AND seq BETWEEN ? AND ?',
      )
      .get(slice.conversation, slice.first, slice.last)!
    return slice.messages - Number(sent ?? 0) - Number(rejected)
  }

  /** Freezes the composition of a request and marks it as leaving, in one commit. */
  freeze(
    r: Pick<StoredRequest, 'run' | 'conversation' | 'slice' | 'first' | 'last' | 'messages' | 'body_hash' | 'sent_at'>,
  ): StoredRequest {
    this.#db.together()
    return this.#db
      .prepare<StoredRequest>(
        "INSERT INTO request (run, conversation, slice, first, last, messages, state, body_hash, attempts, sent_at) VALUES (?, ?, ?, ?, ?, ?, 'sending', ?, 1, ?) RETURNING *",
      )
      .get(r.run, r.conversation, r.slice, r.first, r.last, r.messages, r.body_hash, r.sent_at)!
  }

  /** The same bytes leave once more. */
  sendAgain(id: number, sentAt: number): StoredRequest {
    this.#db.together()
    return this.#db
      .prepare<StoredRequest>(
        "UPDATE request SET state = 'sending', attempts = attempts + 1, sent_at = ? WHERE id = ? RETURNING *",
      )
      .get(sentAt, id)!
  }

  accept(id: number, task: string | null, answeredAt: number): void {
    this.#db.together()
    this.#db
      .prepare('UPDATE request SET state = ?, task = ?, answered_at = ? WHERE id = ?')
      .run(task === null ? 'settled' : 'accepted', task, answeredAt, id)
  }

  /** Requests of a run in one conversation that the server took, in order. */
  taken(run: number, conversation: number): StoredRequest[] {
    return this.#db
      .prepare<StoredRequest>(
        "SELECT * FROM request WHERE run = ? AND conversation = ? AND state IN ('accepted', 'settled') ORDER BY first",
      )
      .all(run, conversation)
  }

  /** Other runs that staged messages in a conversation. */
  otherRuns(run: number, conversation: number): number[] {
    return this.#db
      .prepare<{run: number}>('SELECT DISTINCT run FROM slice WHERE conversation = ? AND run <> ? ORDER BY run')
      .all(conversation, run)
      .map((row) => row.run)
  }

  setRequest(id: number, state: RequestState, cause: string | null = null, reason: string | null = null): void {
    this.#db.together()
    this.#db.prepare('UPDATE request SET state = ?, cause = ?, reason = ? WHERE id = ?').run(state, cause, reason, id)
  }

  reject(conversation: number, seq: number, run: number, reason: string): void {
    this.#db
      .prepare('INSERT OR IGNORE INTO reject (conversation, seq, run, reason) VALUES (?, ?, ?, ?)')
      .run(conversation, seq, run, reason)
  }

  /** After a crash: what was leaving may or may not have arrived. */
  markInterrupted(destination: number): void {
    this.#db
      .prepare(
        "UPDATE request SET state = 'unknown', cause = 'killed' WHERE state = 'sending' AND conversation IN (SELECT id FROM conversation WHERE destination = ?)",
      )
      .run(destination)
  }
}
