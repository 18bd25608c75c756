import {BulkInsert} from './bulk-insert.js'
import type {Database} from './database.js'
import {MESSAGE_KEY_INDEX} from './schema.js'

export interface NewMessage {
  conversation: number
  seq: number
  run: number
  key: string
  sender: number
  role: 'user' | 'assistant'
  at: number
  hash: number
  text: string
  file: number | null
  record: number | null
  line: number | null
}

const COLUMNS = ['conversation', 'seq', 'run', 'key', 'sender', 'role', 'at', 'hash', 'text', 'file', 'record', 'line']

/** A message as it is sent. */
export interface OutgoingMessage {
  seq: number
  key: string
  sender: string
  name: string
  role: 'user' | 'assistant'
  at: number
  text: string
}

interface OutgoingRow extends Omit<OutgoingMessage, 'role'> {
  role: number
}

const NOT_REFUSED = 'NOT EXISTS (SELECT 1 FROM reject r WHERE r.conversation = m.conversation AND r.seq = m.seq)'

/** Staged and sent messages: the ledger by which nothing is sent twice. */
export class Messages {
  readonly #db: Database
  readonly #new: BulkInsert
  /** By target id, then by name: one text of both would be made anew for every message. */
  readonly #senders = new Map<string, Map<string, number>>()
  #senderCount = 0
  readonly #files = new Map<string, number>()

  constructor(db: Database) {
    this.#db = db
    this.#new = new BulkInsert(db, 'message', COLUMNS)
  }

  isEmpty(): boolean {
    return this.#db.prepare('SELECT 1 FROM message LIMIT 1').get() === undefined
  }

  senderNumber(target: string, name: string): number {
    const known = this.#senders.get(target)?.get(name)
    if (known !== undefined) return known
    const {id} = this.#db
      .prepare<{id: number}>(
        'INSERT INTO sender (target, name) VALUES (?, ?) ON CONFLICT (target, name) DO UPDATE SET name = name RETURNING id',
      )
      .get(target, name)!
    if (this.#senderCount++ > 50_000) this.#forgetSenders()
    const names = this.#senders.get(target)
    if (names === undefined) this.#senders.set(target, new Map([[name, id]]))
    else names.set(name, id)
    return id
  }

  #forgetSenders(): void {
    this.#senders.clear()
    this.#senderCount = 0
  }

  fileNumber(path: string): number {
    let id = this.#files.get(path)
    if (id === undefined) {
      id = this.#db
        .prepare<{id: number}>(
          'INSERT INTO file (path) VALUES (?) ON CONFLICT (path) DO UPDATE SET path = path RETURNING id',
        )
        .get(path)!.id
      if (this.#files.size > 50_000) this.#files.clear()
      this.#files.set(path, id)
    }
    return id
  }

  /** Adds messages in order of `seq`; written with the next `flushAppended`. */
  append(m: NewMessage): void {
    const role = m.role === 'assistant' ? 1 : 0
    this.#new.add(m.conversation, m.seq, m.run, m.key, m.sender, role, m.at, m.hash, m.text, m.file, m.record, m.line)
  }

  flushAppended(): void {
    this.#new.flush()
  }

  /** True when some message of the run is there twice. Builds the key index. */
  hasDoubles(run: number): boolean {
    this.#db.exec(MESSAGE_KEY_INDEX)
    const twice = 'SELECT conversation, key FROM message GROUP BY conversation, key HAVING count(*) > 1'
    const ofRun = 'SELECT count(*) FROM message m WHERE m.conversation = d.conversation AND m.key = d.key AND m.run = ?'
    return this.#db.prepare(`SELECT 1 FROM (${twice}) d WHERE (${ofRun}) > 1 LIMIT 1`).get(run) !== undefined
  }

  /** After a transaction that did not happen: what waits and what was remembered was part of it. */
  forget(): void {
    this.#new.discard()
    this.#forgetSenders()
    this.#files.clear()
  }

  /** The hash under which a message of this id was staged before, or undefined: also when the server refused it. Needs the key index. */
  hashOf(conversation: number, key: string): number | undefined {
    return this.#db
      .prepare<{hash: number}>(
        `SELECT hash FROM message m WHERE conversation = ? AND key = ? AND ${NOT_REFUSED} LIMIT 1`,
      )
      .get(conversation, key)?.hash
  }

  /** True when a message of the conversation already carries this time. Only asked for late arrivals. */
  hasTime(conversation: number, at: number): boolean {
    this.#db.exec('CREATE INDEX IF NOT EXISTS message_time ON message (conversation, at)')
    return (
      this.#db
        .prepare(`SELECT 1 FROM message m WHERE conversation = ? AND at = ? AND ${NOT_REFUSED} LIMIT 1`)
        .get(conversation, at) !== undefined
    )
  }

  /** Messages `first` to `last` that were not rejected, in order; at most `limit`. */
  range(conversation: number, first: number, last: number, limit: number): OutgoingMessage[] {
    const rows = this.#db
      .prepare<OutgoingRow>(
        `SELECT m.seq, m.key, s.target AS sender, s.name, m.role, m.at, m.text FROM message m JOIN sender s ON s.id = m.sender
         WHERE m.conversation = ? AND m.seq BETWEEN ? AND ?
         AND ${NOT_REFUSED}
         ORDER BY m.seq LIMIT ?`,
      )
      .all(conversation, first, last, limit)
    return rows.map(({seq, key, sender, name, role, at, text}) => ({
      seq,
      key,
      sender,
      name,
      role: role === 1 ? 'assistant' : 'user',
      at,
      text,
    }))
  }

  /** True when the text of one of messages `first` to `last` was dropped. */
  isDropped(conversation: number, first: number, last: number): boolean {
    return (
      this.#db
        .prepare('SELECT 1 FROM message WHERE conversation = ? AND seq BETWEEN ? AND ? AND text IS NULL LIMIT 1')
        .get(conversation, first, last) !== undefined
    )
  }

  /** Forgets what the messages of a run say; ids and hashes stay as the ledger. Returns how many had a text. */
  dropTexts(run: number, conversation: number): number {
    return this.#db
      .prepare('UPDATE message SET text = NULL WHERE conversation = ? AND run = ? AND text IS NOT NULL')
      .run(conversation, run)
  }

  /** Target ids of those who speak in messages `first` to `last`. */
  senders(conversation: number, first = 0, last = Number.MAX_SAFE_INTEGER): string[] {
    return this.#db
      .prepare<{target: string}>(
        'SELECT DISTINCT s.target FROM message m JOIN sender s ON s.id = m.sender WHERE m.conversation = ? AND m.seq BETWEEN ? AND ?',
      )
      .all(conversation, first, last)
      .map((row) => row.target)
  }

  /** The target id of somebody who spoke as a user in the conversation, or undefined. */
  someUser(conversation: number): string | undefined {
    return this.#db
      .prepare<{target: string}>(
        'SELECT s.target FROM message m JOIN sender s ON s.id = m.sender WHERE m.conversation = ? AND m.role = 0 ORDER BY m.seq LIMIT 1',
      )
      .get(conversation)?.target
  }

  firstAndLastTime(run: number, conversation: number): {first: number; last: number} | undefined {
    const span = this.#db
      .prepare<{first: number | null; last: number | null}>(
        'SELECT min(first) AS first, max(last) AS last FROM slice WHERE run = ? AND conversation = ?',
      )
      .get(run, conversation)
    if (span?.first == null || span.last == null) return undefined
    const at = this.#db.prepare<{at: number}>('SELECT at FROM message WHERE conversation = ? AND seq = ?')
    return {first: at.get(conversation, span.first)!.at, last: at.get(conversation, span.last)!.at}
  }
}
