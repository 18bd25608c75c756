import type {Place} from '../model/record.js'
import type {Database} from './database.js'

/** A later import brought a message of the same id, and the server took it: for rows `r` of `reject`. */
export const CORRECTED = `EXISTS (
  SELECT 1 FROM message m JOIN message n ON n.conversation = m.conversation AND n.key = m.key AND n.seq > m.seq
  JOIN request q ON q.slice = (SELECT id FROM slice s WHERE s.conversation = n.conversation AND s.first <= n.seq ORDER BY s.first DESC LIMIT 1)
    AND q.first <= n.seq AND q.last >= n.seq AND q.state IN ('accepted', 'settled')
  WHERE m.conversation = r.conversation AND m.seq = r.seq
    AND NOT EXISTS (SELECT 1 FROM reject x WHERE x.conversation = n.conversation AND x.seq = n.seq))`

export interface NewUnread {
  run: number
  reason: string
  count: number
  /** 0 when it is not known. */
  conversation: number
  file: number | null
  record: number | null
  line: number | null
  byte: number | null
  excerpt: string | null
  /** Present where only the time is at fault. */
  message: {key: string; sender: number; role: 'user' | 'assistant'; at: number | null; text: string} | undefined
}

/** Something of a run that the server refused (`answer`), or that could not be read or sent. */
export interface StoredReject {
  reason: string
  /** Status and words of the server; null when it was never asked. */
  answer: string | null
  count: number
  file: string | null
  record: number | null
  line: number | null
  byte: number | null
  excerpt: string | null
  /** Group or session id, and name; null when it is not known. */
  conversation: string | null
  conversation_name: string | null
  /** Null when there is no message; then the rest is null too. */
  key: string | null
  sender: string | null
  sender_name: string | null
  role: number | null
  at: number | null
  text: string | null
}

const REFUSED = `SELECT 'rejected' AS reason, r.reason AS answer, 1 AS count, f.path AS file, m.record, m.line, NULL AS byte, NULL AS excerpt,
  c.target AS conversation, c.name AS conversation_name, m.key, s.target AS sender, s.name AS sender_name, m.role, m.at, m.text
  FROM reject r JOIN message m ON m.conversation = r.conversation AND m.seq = r.seq JOIN conversation c ON c.id = r.conversation
  JOIN sender s ON s.id = m.sender LEFT JOIN file f ON f.id = m.file WHERE r.run = ? ORDER BY r.conversation, r.seq`

const UNREAD = `SELECT u.reason, NULL AS answer, u.count, f.path AS file, u.record, u.line, u.byte, u.excerpt,
  c.target AS conversation, c.name AS conversation_name, u.key, s.target AS sender, s.name AS sender_name, u.role, u.at, u.text
  FROM unread u LEFT JOIN conversation c ON c.id = u.conversation LEFT JOIN sender s ON s.id = u.sender LEFT JOIN file f ON f.id = u.file
  WHERE u.run = ? ORDER BY u.id`

/** What did not arrive and can be mended: the rows of the file of rejects. */
export class Rejects {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  addUnread(u: NewUnread): void {
    const {message: m} = u
    this.#db
      .prepare(
        `INSERT INTO unread (run, reason, count, conversation, file, record, line, byte, excerpt, key, sender, role, at, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        u.run,
        u.reason,
        u.count,
        u.conversation,
        u.file,
        u.record,
        u.line,
        u.byte,
        u.excerpt,
        m?.key ?? null,
        m?.sender ?? null,
        m === undefined ? null : m.role === 'assistant' ? 1 : 0,
        m?.at ?? null,
        m?.text ?? null,
      )
  }

  dropUnread(run: number): void {
    this.#db.prepare('DELETE FROM unread WHERE run = ?').run(run)
  }

  /** How many of a run's messages that the server refused it took since, from a later import. */
  corrected(run: number): number {
    return Number(
      this.#db.prepare<{n: number}>(`SELECT count(*) AS n FROM reject r WHERE r.run = ? AND ${CORRECTED}`).get(run)!.n,
    )
  }

  /** All of a run, one after the other: first what the server refused, then what could not be read. */
  *rows(run: number): Generator<StoredReject> {
    yield* this.#db.prepare<StoredReject>(REFUSED).iterate(run)
    yield* this.#db.prepare<StoredReject>(UNREAD).iterate(run)
  }

  /** The first messages of a run that the server refused. */
  refused(run: number, limit: number): {conversation: string; message: string; reason: string; place?: Place}[] {
    return this.#db
      .prepare<StoredReject>(`${REFUSED} LIMIT ?`)
      .all(run, limit)
      .map((row) => {
        const place = placeOf(row)
        return {conversation: row.conversation!, message: row.key!, reason: row.answer!, ...(place && {place})}
      })
  }
}

/** Where a row stands in the export, from its columns. */
export function placeOf({
  file,
  record,
  line,
  byte,
}: Pick<StoredReject, 'file' | 'record' | 'line' | 'byte'>): Place | undefined {
  if (file === null) return undefined
  return {
    file,
    ...(record !== null && {record}),
    ...(line !== null && {line}),
    ...(byte !== null && {byte}),
  }
}
