import type {Sqlite} from './database.js'

/** What names a conversation: v1 knows a group, or a user with a session; v2 a session inside an app and a project. */
export type ConversationName =
  | {kind: 'group'; groupId: string}
  // A null session is what v1 stores for an explicit null; an omitted one is "-1" (docs/everos.md 1.2, CORE request_converter.py).
  | {kind: 'solo'; userId: string; groupId: string; sessionId: string | null}
  | {kind: 'session'; appId: string; projectId: string; sessionId: string}

export interface Conversation {
  id: number
  key: string
  kind: ConversationName['kind']
  groupId: string | null
  userId: string | null
  sessionId: string | null
  appId: string | null
  projectId: string | null
  /** Rows ever written; the next row's seq is one more. */
  count: number
  /** Rows queued or buffered. */
  open: number
  /** No row before this seq is queued or buffered. */
  firstOpen: number
  /** Timestamp of the row that arrived last. */
  lastAt: number | null
  /** Messages that the self-hosted buffer already held, by id. */
  merged: number
}

const COLUMNS =
  'id, key, kind, group_id AS groupId, user_id AS userId, session_id AS sessionId, app_id AS appId, project_id AS projectId, count, open, first_open AS firstOpen, last_at AS lastAt, merged'
const CACHED = 5_000

export function conversationKey(name: ConversationName): string {
  const part = encodeURIComponent
  if (name.kind === 'group') return `group/${part(name.groupId)}`
  if (name.kind === 'solo')
    return `user/${part(name.userId)}/${name.sessionId === null ? 'null' : part(name.sessionId)}`
  return `session/${part(name.appId)}/${part(name.projectId)}/${part(name.sessionId)}`
}

/** Conversations by name. The most recent ones are kept in memory; every change is written through. */
export class Conversations {
  readonly #db: Sqlite
  readonly #known = new Map<string, Conversation>()

  constructor(db: Sqlite) {
    this.#db = db
    this.#byKey = db.prepare(`SELECT ${COLUMNS} FROM conversation WHERE key = ?`)
    this.#byId = db.prepare(`SELECT ${COLUMNS} FROM conversation WHERE id = ?`)
    this.#insert = db.prepare(
      'INSERT INTO conversation (key, kind, group_id, user_id, session_id, app_id, project_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#update = db.prepare(
      'UPDATE conversation SET count = ?, open = ?, first_open = ?, last_at = ?, merged = ? WHERE id = ?',
    )
  }

  readonly #byKey
  readonly #byId
  readonly #insert
  readonly #update

  find(name: ConversationName): Conversation | undefined {
    const key = conversationKey(name)
    return this.#known.get(key) ?? this.#keep(this.#byKey.get(key) as Conversation | undefined)
  }

  byId(id: number): Conversation {
    const row = this.#byId.get(id) as Conversation
    return this.#known.get(row.key) ?? this.#keep(row) ?? row
  }

  findOrCreate(name: ConversationName): Conversation {
    const found = this.find(name)
    if (found !== undefined) return found
    this.#insert.run(
      conversationKey(name),
      name.kind,
      'groupId' in name ? name.groupId : null,
      'userId' in name ? name.userId : null,
      'sessionId' in name ? name.sessionId : null,
      'appId' in name ? name.appId : null,
      'projectId' in name ? name.projectId : null,
    )
    return this.find(name) as Conversation
  }

  save(conversation: Conversation): void {
    const {count, open, firstOpen, lastAt, merged, id} = conversation
    this.#update.run(count, open, firstOpen, lastAt, merged, id)
  }

  /** Conversations that a condition on the table selects, oldest first. */
  *where(condition: string, ...values: unknown[]): Generator<Conversation> {
    const rows = this.#db
      .prepare(`SELECT ${COLUMNS} FROM conversation WHERE ${condition} ORDER BY id`)
      .all(...values) as Conversation[]
    for (const row of rows) yield this.#known.get(row.key) ?? row
  }

  /** A rolled-back transaction leaves what is in memory wrong. */
  forget(): void {
    this.#known.clear()
  }

  #keep(conversation: Conversation | undefined): Conversation | undefined {
    if (conversation === undefined) return undefined
    if (this.#known.size >= CACHED) this.#known.clear()
    this.#known.set(conversation.key, conversation)
    return conversation
  }
}
