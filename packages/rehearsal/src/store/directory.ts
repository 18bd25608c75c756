import type {Sqlite} from './database.js'

export interface DirectoryEntry {
  id: string
  name: string | null
  description: string | null
  createdAt: number
  updatedAt: number
}

const REMEMBERED = 20_000

/** Groups and senders, as v1 lets clients name them; both register themselves when a message mentions them. */
export class Directory {
  readonly #insert
  readonly #find
  readonly #update
  readonly #seen = new Set<string>()

  constructor(db: Sqlite) {
    this.#insert = db.prepare(
      'INSERT OR IGNORE INTO directory (kind, id, name, description, created_at, updated_at) VALUES (?, ?, ?, NULL, ?, ?)',
    )
    this.#find = db.prepare(
      'SELECT id, name, description, created_at AS createdAt, updated_at AS updatedAt FROM directory WHERE kind = ? AND id = ?',
    )
    this.#update = db.prepare(
      'UPDATE directory SET name = coalesce(?, name), description = coalesce(?, description), updated_at = ? WHERE kind = ? AND id = ?',
    )
  }

  find(kind: 'group' | 'sender', id: string): DirectoryEntry | undefined {
    return this.#find.get(kind, id) as DirectoryEntry | undefined
  }

  register(kind: 'group' | 'sender', id: string, name: string | null, now: number): void {
    const key = `${kind}/${id}`
    if (this.#seen.has(key)) return
    if (this.#seen.size >= REMEMBERED) this.#seen.clear()
    this.#seen.add(key)
    this.#insert.run(kind, id, name, now, now)
  }

  /** A rolled-back transaction takes its registrations with it. */
  forget(): void {
    this.#seen.clear()
  }

  upsert(kind: 'group' | 'sender', id: string, name: string | null, description: string | null, now: number): void {
    this.register(kind, id, name, now)
    this.#update.run(name, description, now, kind, id)
  }

  update(kind: 'group' | 'sender', id: string, name: string | null, description: string | null, now: number): boolean {
    return this.#update.run(name, description, now, kind, id).changes > 0
  }
}
