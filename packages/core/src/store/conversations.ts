import type {Database} from './database.js'

/** A conversation at one destination. `target` is the group or session id that is sent; `owner` the user id of a personal one. */
export interface StoredConversation {
  id: number
  destination: number
  source: string
  key: string
  target: string
  kind: 'group' | 'personal'
  owner: string
  name: string
  topic: string
  /** Number that the next message gets. */
  next_seq: number
  /** Time of the last message staged, unix ms. */
  last_at: number
  /** 1 when its name was told to the server. */
  introduced: number
  /** Why nothing more is sent, or null. */
  held: string | null
}

export type OpenConversation = StoredConversation & {left: number}

export type NewConversation = Pick<
  StoredConversation,
  'destination' | 'source' | 'key' | 'target' | 'kind' | 'owner' | 'name' | 'topic'
>

const OPEN = "state NOT IN ('flushed', 'sent')"

export class Conversations {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  find(destination: number, source: string, key: string): StoredConversation | undefined {
    return this.#db
      .prepare<StoredConversation>('SELECT * FROM conversation WHERE destination = ? AND source = ? AND key = ?')
      .get(destination, source, key)
  }

  /** The conversation that is sent under this id. */
  findTarget(destination: number, source: string, target: string): StoredConversation | undefined {
    this.#db.exec('CREATE INDEX IF NOT EXISTS conversation_target ON conversation (destination, target)')
    return this.#db
      .prepare<StoredConversation>('SELECT * FROM conversation WHERE destination = ? AND target = ? AND source = ?')
      .get(destination, target, source)
  }

  get(id: number): StoredConversation {
    return this.#db.prepare<StoredConversation>('SELECT * FROM conversation WHERE id = ?').get(id)!
  }

  /** Adds it, or takes over a new name and topic. Its kind, target id and owner stay as they were first sent. */
  save(c: NewConversation): StoredConversation {
    return this.#db
      .prepare<StoredConversation>(
        `INSERT INTO conversation (destination, source, key, target, kind, owner, name, topic) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (destination, source, key) DO UPDATE SET
           introduced = CASE WHEN name = excluded.name AND topic = excluded.topic THEN introduced ELSE 0 END, name = excluded.name, topic = excluded.topic RETURNING *`,
      )
      .get(c.destination, c.source, c.key, c.target, c.kind, c.owner, c.name, c.topic)!
  }

  /** Makes it personal: whose it is, is known only when all of it was read. */
  setOwner(id: number, owner: string): void {
    this.#db.prepare("UPDATE conversation SET kind = 'personal', owner = ? WHERE id = ?").run(owner, id)
  }

  setEnd(id: number, nextSeq: number, lastAt: number): void {
    this.#db.prepare('UPDATE conversation SET next_seq = ?, last_at = ? WHERE id = ?').run(nextSeq, lastAt, id)
  }

  setIntroduced(id: number): void {
    this.#db.together()
    this.#db.prepare('UPDATE conversation SET introduced = 1 WHERE id = ?').run(id)
  }

  hold(id: number, why: string): void {
    this.#db.prepare('UPDATE conversation SET held = ? WHERE id = ?').run(why, id)
  }

  /** @param run only those that this run has something to send to */
  releaseAll(destination: number, run?: number): void {
    if (run === undefined)
      this.#db.prepare('UPDATE conversation SET held = NULL WHERE destination = ?').run(destination)
    else
      this.#db
        .prepare(
          `UPDATE conversation SET held = NULL WHERE destination = ? AND id IN (SELECT conversation FROM slice WHERE run = ? AND ${OPEN})`,
        )
        .run(destination, run)
  }

  /** Conversations of a destination with slices that are not finished, those with most left first. */
  open(destination: number, run?: number): number[] {
    const [own, values] = run === undefined ? ['', []] : ['AND s.run = ?', [run]]
    return this.#db
      .prepare<{id: number}>(
        `SELECT c.id AS id FROM slice s JOIN conversation c ON c.id = s.conversation
         WHERE ${OPEN} AND c.destination = ? ${own} GROUP BY c.id ORDER BY sum(s.messages) DESC, c.id`,
      )
      .all(destination, ...values)
      .map(({id}) => id)
  }

  /** A conversation, and how many messages its unfinished slices hold. */
  getOpen(id: number): OpenConversation {
    return this.#db
      .prepare<OpenConversation>(
        `SELECT c.*, (SELECT coalesce(sum(messages), 0) FROM slice s WHERE s.conversation = c.id AND ${OPEN}) AS left FROM conversation c WHERE id = ?`,
      )
      .get(id)!
  }
}
