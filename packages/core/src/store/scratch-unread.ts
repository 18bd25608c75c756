import type {Unread} from '../stage/intake.js'
import type {Database, Statement} from './database.js'

export interface UnreadRow {
  reason: string
  count: number
  conversation: number
  file: number | null
  record: number | null
  line: number | null
  byte: number | null
  excerpt: string | null
  /** Null when there is no message, only an excerpt; then the rest is null too. */
  key: string | null
  at: number | null
  person: number | null
  sender_name: string | null
  role: 'user' | 'assistant' | null
  bot: number
  text: string | null
}

const COLUMNS =
  'reason, count, conversation, file, record, line, byte, excerpt, key, at, person, sender_name, role, bot, text'

/** What a reading could not make a message of, in a scratch file. */
export class ScratchUnread {
  readonly #db: Database
  readonly #insert: Statement<never>

  constructor(db: Database) {
    this.#db = db
    const marks = COLUMNS.split(',').fill('?').join(', ')
    this.#insert = db.prepare(`INSERT INTO unread (${COLUMNS}) VALUES (${marks})`)
  }

  add({reason, count, conversation, place, excerpt, message}: Unread, file: number | null): void {
    this.#insert.run(
      reason,
      count,
      conversation,
      file,
      place?.record ?? null,
      place?.line ?? null,
      place?.byte ?? null,
      excerpt ?? null,
      message?.key ?? null,
      message !== undefined && Number.isFinite(message.at) ? message.at : null,
      message?.person ?? null,
      message?.senderName ?? null,
      message?.role ?? null,
      message?.bot ? 1 : 0,
      message?.text ?? null,
    )
  }

  /** In the order of reading. */
  rows(): IterableIterator<UnreadRow> {
    return this.#db.prepare<UnreadRow>(`SELECT ${COLUMNS} FROM unread ORDER BY n`).iterate()
  }
}
