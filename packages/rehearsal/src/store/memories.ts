import type {Sqlite} from './database.js'

export interface Episode {
  id: number
  uid: string
  conversation: number
  cell: number
  /** Null: the group's own. */
  owner: string | null
  groupId: string | null
  sessionId: string | null
  appId: string | null
  projectId: string | null
  at: number
  visibleAt: number
  /** JSON array of sender ids. */
  senders: string
}

/** Why a cell ends where it does. */
export type Cut = 'flush' | 'boundary' | 'forced'

export interface Cell {
  id: number
  conversation: number
  messages: number
  firstAt: number
  lastAt: number
  cut: Cut
}

const EPISODE =
  'SELECT id, uid, conversation, cell, owner, group_id AS groupId, session_id AS sessionId, app_id AS appId, project_id AS projectId, at, visible_at AS visibleAt, senders FROM episode'

/** Memory cells and the placeholder episodes made of them. */
export class Memories {
  readonly #db: Sqlite
  readonly #insertCell
  readonly #insertEpisode
  readonly #insertFlush
  readonly #nextEpisode

  constructor(db: Sqlite) {
    this.#db = db
    this.#insertCell = db.prepare(
      'INSERT INTO cell (conversation, messages, first_at, last_at, cut) VALUES (?, ?, ?, ?, ?)',
    )
    this.#insertEpisode = db.prepare(
      'INSERT INTO episode (uid, conversation, cell, owner, group_id, session_id, app_id, project_id, at, visible_at, senders) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#nextEpisode = db.prepare('SELECT coalesce(max(id), 0) + 1 AS id FROM episode')
    this.#insertFlush = db.prepare(
      'INSERT INTO flush (request, at, conversation, status, messages, cells) VALUES (?, ?, ?, ?, ?, ?)',
    )
  }

  addCell(cell: Omit<Cell, 'id'>): number {
    return Number(
      this.#insertCell.run(cell.conversation, cell.messages, cell.firstAt, cell.lastAt, cell.cut).lastInsertRowid,
    )
  }

  addEpisode(episode: Omit<Episode, 'id'>): void {
    this.#insertEpisode.run(
      episode.uid,
      episode.conversation,
      episode.cell,
      episode.owner,
      episode.groupId,
      episode.sessionId,
      episode.appId,
      episode.projectId,
      episode.at,
      episode.visibleAt,
      episode.senders,
    )
  }

  addFlush(flush: {
    request: number
    at: number
    conversation: number
    status: string
    messages: number
    cells: number
  }) {
    this.#insertFlush.run(flush.request, flush.at, flush.conversation, flush.status, flush.messages, flush.cells)
  }

  nextEpisode(): number {
    return (this.#nextEpisode.get() as {id: number}).id
  }

  /** Episodes that are not deleted; the condition may end in ORDER BY and LIMIT. */
  episodes(condition: string, ...values: unknown[]): Episode[] {
    return this.#db.prepare(`${EPISODE} WHERE deleted = 0 AND ${condition}`).all(...values) as Episode[]
  }

  countEpisodes(condition: string, ...values: unknown[]): number {
    const row = this.#db
      .prepare(`SELECT count(*) AS n FROM episode WHERE deleted = 0 AND ${condition}`)
      .get(...values) as {n: number}
    return row.n
  }

  deleteEpisodes(condition: string, ...values: unknown[]): number {
    return this.#db.prepare(`UPDATE episode SET deleted = 1 WHERE deleted = 0 AND ${condition}`).run(...values).changes
  }

  cells(conversation: number): Cell[] {
    return this.#db
      .prepare(
        'SELECT id, conversation, messages, first_at AS firstAt, last_at AS lastAt, cut FROM cell WHERE conversation = ? ORDER BY id',
      )
      .all(conversation) as Cell[]
  }
}
