import {rmSync} from 'node:fs'
import {join} from 'node:path'
import type {ConversationKind, ConversationRecord, PersonRecord} from '../model/record.js'
import type {Unread} from '../stage/intake.js'
import {BulkInsert} from './bulk-insert.js'
import {Database} from './database.js'
import {SCRATCH_SCHEMA} from './schema.js'
import {ScratchUnread, type UnreadRow} from './scratch-unread.js'
import {SeenKeys} from './seen-keys.js'
import {STAGED_COLUMNS, type StagedMessage, type StagedRow, type StagedTuple} from './staged-row.js'

/** Keys remembered before asking SQLite again: bounds memory for exports with millions of conversations or people. */
const REMEMBERED = 100_000
/** Message ids, 32 MB: the next one would make it twice that. Whether more come twice, an index tells. */
const MOST_IDS = 3_000_000

const INCOMING = [
  'conversation',
  'key',
  'at',
  'ord',
  'person',
  'sender_name',
  'text',
  'role',
  'bot',
  'edited',
  'file',
  'record',
  'line',
]

export interface StagedConversation {
  id: number
  key: string
  name: string | null
  kind: ConversationKind
  topic: string | null
  local: number
  people: string | null
}

export interface StagedPerson {
  id: number
  key: string
  name: string | null
  bot: number
  local: number
}

/** What naming looks up. */
export interface Registry {
  getPerson(id: number): StagedPerson
  /** The display name of a person, by native id. */
  personName(key: string): string | undefined
  /** Who spoke in a conversation and in which role the source put them; at most `limit`. */
  speakers(conversation: number, limit: number): {person: number; role: string}[]
}

/** What a source yielded, as it came, in a file of its own that is thrown away afterwards. Not durable on purpose. */
export class Scratch implements Registry {
  readonly #db: Database
  readonly #path: string
  readonly #incoming: BulkInsert
  readonly #unread: ScratchUnread
  readonly #conversations = new Map<string, number>()
  readonly #people = new Map<string, number>()
  readonly #files = new Map<string, number>()
  readonly #speakers = new Map<number, Set<number>>()
  #speakerCount = 0
  #ordered = true
  /** Undefined once a message may have come twice. */
  #seen: SeenKeys | undefined = new SeenKeys(MOST_IDS)
  #last = {conversation: 0, at: Number.NEGATIVE_INFINITY, ord: Number.NEGATIVE_INFINITY}

  constructor(folder: string, name: string) {
    this.#path = join(folder, `${name}.staging.db`)
    this.#remove()
    this.#db = new Database(this.#path)
    this.#db.exec(
      'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000; PRAGMA temp_store = FILE',
    )
    this.#db.exec(SCRATCH_SCHEMA)
    this.#db.exec('BEGIN')
    this.#incoming = new BulkInsert(this.#db, 'incoming', INCOMING)
    this.#unread = new ScratchUnread(this.#db)
  }

  /** Adds or completes a conversation: later non-empty fields replace earlier ones. */
  conversation(record: ConversationRecord): number {
    const sql = `INSERT INTO conversation (key, name, kind, topic, local, people) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET name = coalesce(excluded.name, name), kind = excluded.kind, topic = coalesce(excluded.topic, topic),
        local = max(local, excluded.local), people = coalesce(excluded.people, people) RETURNING id`
    const row = this.#db
      .prepare<{id: number}>(sql)
      .get(
        record.id,
        record.name || null,
        record.kind,
        record.topic || null,
        record.local ? 1 : 0,
        record.people ? JSON.stringify(record.people) : null,
      )
    return this.#remember(this.#conversations, record.id, row!.id)
  }

  person(record: PersonRecord): number {
    const sql = `INSERT INTO person (key, name, bot, local, declared) VALUES (?, ?, ?, ?, 1)
      ON CONFLICT (key) DO UPDATE SET name = coalesce(excluded.name, name), bot = max(bot, excluded.bot), local = max(local, excluded.local), declared = 1
      RETURNING id`
    const row = this.#db
      .prepare<{id: number}>(sql)
      .get(record.id, record.name || null, record.bot ? 1 : 0, record.local ? 1 : 0)
    return this.#remember(this.#people, record.id, row!.id)
  }

  /** The number of a conversation that was yielded before, or undefined. */
  conversationNumber(key: string): number | undefined {
    const known = this.#conversations.get(key)
    if (known !== undefined) return known
    const row = this.#db.prepare<{id: number}>('SELECT id FROM conversation WHERE key = ?').get(key)
    return row === undefined ? undefined : this.#remember(this.#conversations, key, row.id)
  }

  /** The number of a sender, with or without a person record. */
  personNumber(key: string): number {
    const known = this.#people.get(key)
    if (known !== undefined) return known
    const row = this.#db
      .prepare<{id: number}>(
        'INSERT INTO person (key) VALUES (?) ON CONFLICT (key) DO UPDATE SET key = key RETURNING id',
      )
      .get(key)
    return this.#remember(this.#people, key, row!.id)
  }

  fileNumber(path: string): number {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const row = this.#db
      .prepare<{id: number}>(
        'INSERT INTO file (path) VALUES (?) ON CONFLICT (path) DO UPDATE SET path = path RETURNING id',
      )
      .get(path)
    return this.#remember(this.#files, path, row!.id)
  }

  message(m: StagedMessage): void {
    const last = this.#last
    if (this.#ordered) {
      const after =
        m.conversation > last.conversation ||
        (m.conversation === last.conversation && (m.at > last.at || (m.at === last.at && m.ord >= last.ord)))
      if (!after) this.#ordered = false
      last.conversation = m.conversation
      last.at = m.at
      last.ord = m.ord
    }
    this.speaker(m.conversation, m.person, m.role)
    if (this.#seen !== undefined && (!this.#seen.isNew(m.conversation, m.key) || this.#seen.gaveUp))
      this.#seen = undefined
    this.#incoming.add(
      m.conversation,
      m.key,
      m.at,
      m.ord,
      m.person,
      m.senderName,
      m.text,
      m.role,
      m.bot ? 1 : 0,
      m.edited,
      m.file,
      m.record,
      m.line,
    )
  }

  /** Notes who speaks in a conversation, and as what. */
  speaker(conversation: number, person: number, role: StagedMessage['role']): void {
    let known = this.#speakers.get(conversation)
    if (known === undefined) {
      known = new Set()
      this.#speakers.set(conversation, known)
    }
    const speaker = person * 3 + (role === null ? 0 : role === 'user' ? 1 : 2)
    if (known.has(speaker)) return
    this.#db.prepare('INSERT OR IGNORE INTO speaker VALUES (?, ?, ?)').run(conversation, person, role ?? '')
    known.add(speaker)
    this.#speakerCount += 1
    if (this.#speakerCount < REMEMBERED) return
    this.#speakers.clear()
    this.#speakerCount = 0
  }

  unread(unread: Unread): void {
    this.#unread.add(unread, unread.place === undefined ? null : this.fileNumber(unread.place.file))
  }

  unreadRows(): IterableIterator<UnreadRow> {
    return this.#unread.rows()
  }

  /** Ends the reading: what waits is written. */
  seal(): void {
    this.#incoming.flush()
    this.#db.exec('COMMIT')
  }

  /** Removes further copies of a message; of the copies the one edited last is kept, then the one read last. Yields how many went, per conversation. */
  removeDuplicates(): {conversation: number; count: number}[] {
    if (this.#seen !== undefined) return []
    this.#db.exec('CREATE INDEX incoming_key ON incoming (conversation, key)')
    const doubled = this.#db
      .prepare<{conversation: number; count: number}>(
        'SELECT conversation, sum(copies - 1) AS count FROM (SELECT conversation, key, count(*) AS copies FROM incoming GROUP BY conversation, key HAVING copies > 1) GROUP BY conversation',
      )
      .all()
    if (doubled.length > 0) {
      this.#db.exec(`DELETE FROM incoming WHERE n IN (
        SELECT n FROM (
          SELECT i.n, row_number() OVER (PARTITION BY i.conversation, i.key ORDER BY coalesce(i.edited, -1) DESC, i.n DESC) AS place
          FROM (SELECT conversation, key FROM incoming GROUP BY conversation, key HAVING count(*) > 1) d
          JOIN incoming i ON i.conversation = d.conversation AND i.key = d.key
        ) WHERE place > 1)`)
    }
    this.#db.exec('DROP INDEX incoming_key')
    return doubled.map(({conversation, count}) => ({conversation, count: Number(count)}))
  }

  count(): number {
    return Number(this.#db.prepare<{n: number}>('SELECT count(*) AS n FROM incoming').get()!.n)
  }

  conversationCount(): number {
    return Number(this.#db.prepare<{n: number}>('SELECT count(*) AS n FROM conversation').get()!.n)
  }

  /** All messages by conversation and time. Most exports are in order already: then nothing is sorted. */
  *rows(): Generator<StagedRow> {
    const order = this.#ordered ? 'n' : 'conversation, at, ord, n'
    for (const row of this.#db
      .prepare(`SELECT ${STAGED_COLUMNS} FROM incoming ORDER BY ${order}`)
      .tuples<StagedTuple>()) {
      const [conversation, key, at, person, senderName, text, role, bot, file, record, line] = row
      yield {conversation, key, at, person, senderName, text, role, bot: bot === 1, file, record, line}
    }
  }

  getConversation(id: number): StagedConversation {
    return this.#db
      .prepare<StagedConversation>('SELECT id, key, name, kind, topic, local, people FROM conversation WHERE id = ?')
      .get(id)!
  }

  conversations(): IterableIterator<StagedConversation> {
    return this.#db
      .prepare<StagedConversation>('SELECT id, key, name, kind, topic, local, people FROM conversation ORDER BY id')
      .iterate()
  }

  getPerson(id: number): StagedPerson {
    return this.#db.prepare<StagedPerson>('SELECT id, key, name, bot, local FROM person WHERE id = ?').get(id)!
  }

  personName(key: string): string | undefined {
    return this.#db.prepare<{name: string | null}>('SELECT name FROM person WHERE key = ?').get(key)?.name ?? undefined
  }

  filePath(id: number): string {
    return this.#db.prepare<{path: string}>('SELECT path FROM file WHERE id = ?').get(id)!.path
  }

  speakers(conversation: number, limit: number): {person: number; role: string}[] {
    return this.#db
      .prepare<{person: number; role: string}>('SELECT person, role FROM speaker WHERE conversation = ? LIMIT ?')
      .all(conversation, limit)
  }

  /** People who spoke anywhere. */
  speakerCount(): number {
    return Number(this.#db.prepare<{n: number}>('SELECT count(DISTINCT person) AS n FROM speaker').get()!.n)
  }

  /** Closes and deletes the file. */
  discard(): void {
    this.#db.close()
    this.#remove()
  }

  #remove(): void {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(this.#path + suffix, {force: true})
  }

  #remember(map: Map<string, number>, key: string, id: number): number {
    if (map.size >= REMEMBERED) map.clear()
    map.set(key, id)
    return id
  }
}
