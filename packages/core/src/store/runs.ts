import type {GroupedNotice, RunState} from '../run/report.js'
import type {Database} from './database.js'
import {CORRECTED} from './rejects.js'

export interface StoredRun {
  id: number
  destination: number
  source: string
  input: string
  /** Absolute; empty when it is not known. */
  path: string
  fingerprint: string
  options: string
  delivery: string
  state: RunState
  started: number
  finished: number | null
  conversations: number
  people: number
  adjusted: number
  edited: number
  notices: string
  /** Messages of the export that could not be read. */
  unread: number
  /** Digest of the file of rejects as it was written last; null when none was. */
  rejects: string | null
}

export interface Destination {
  id: number
  api: string
  base_url: string
  account: string
  scope: string
  /** 1: it was seen to show messages that wait for extraction; 0: it does not show them; null: nobody knows. */
  shows: 0 | 1 | null
}

/** `partial` is not among them: such a run came to its end, and holds back what it must. */
export const STOPPED_STATES = ['planned', 'sending', 'interrupted', 'refused'] as const satisfies readonly RunState[]
const STOPPED = `('${STOPPED_STATES.join("', '")}')`
const UNFINISHED = `('planned', 'sending', 'interrupted', 'partial', 'refused')`

/** Runs and the destinations they send to. */
export class Runs {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Random text made once per state file; makes the account's fingerprint useless elsewhere. */
  salt(): string {
    return this.#db.prepare<{value: string}>("SELECT value FROM meta WHERE key = 'salt'").get()!.value
  }

  destination(api: string, baseUrl: string, account: string, scope: string): Destination {
    this.#db
      .prepare('INSERT OR IGNORE INTO destination (api, base_url, account, scope) VALUES (?, ?, ?, ?)')
      .run(api, baseUrl, account, scope)
    return this.#db
      .prepare<Destination>('SELECT * FROM destination WHERE api = ? AND base_url = ? AND account = ? AND scope = ?')
      .get(api, baseUrl, account, scope)!
  }

  /** Destinations of runs to one server and scope, whatever the account, the one used last first, each with its newest run. */
  destinationsAt(api: string, baseUrl: string, scope: string): (Destination & {run: number})[] {
    return this.#db
      .prepare<Destination & {run: number}>(
        `SELECT d.*, max(r.id) AS run FROM destination d JOIN run r ON r.destination = d.id
         WHERE d.api = ? AND d.base_url = ? AND d.scope = ? AND r.state <> 'staging' GROUP BY d.id ORDER BY run DESC`,
      )
      .all(api, baseUrl, scope)
  }

  /** The account has another key from now on. */
  setAccount(destination: number, account: string): Destination {
    return this.#db.transaction(() => {
      // A plan leaves a destination without runs behind, which would be in the way.
      const bare =
        'SELECT id FROM destination d WHERE account = ? AND NOT EXISTS (SELECT 1 FROM run WHERE run.destination = d.id)'
      this.#db.prepare(`DELETE FROM conversation WHERE destination IN (${bare})`).run(account)
      this.#db.prepare(`DELETE FROM destination WHERE id IN (${bare})`).run(account)
      return this.#db
        .prepare<Destination>('UPDATE destination SET account = ? WHERE id = ? RETURNING *')
        .get(account, destination)!
    })
  }

  destinationOf(run: Pick<StoredRun, 'destination'>): Destination {
    return this.#db.prepare<Destination>('SELECT * FROM destination WHERE id = ?').get(run.destination)!
  }

  setShows(destination: number, shows: 0 | 1): void {
    this.#db.prepare('UPDATE destination SET shows = ? WHERE id = ?').run(shows, destination)
  }

  create(
    run: Pick<
      StoredRun,
      'destination' | 'source' | 'input' | 'path' | 'fingerprint' | 'options' | 'delivery' | 'started'
    >,
  ): StoredRun {
    const row = this.#db
      .prepare<{id: number}>(
        "INSERT INTO run (destination, source, input, path, fingerprint, options, delivery, state, started) VALUES (?, ?, ?, ?, ?, ?, ?, 'staging', ?) RETURNING id",
      )
      .get(run.destination, run.source, run.input, run.path, run.fingerprint, run.options, run.delivery, run.started)
    return this.get(row!.id)!
  }

  get(id: number): StoredRun | undefined {
    return this.#db.prepare<StoredRun>('SELECT * FROM run WHERE id = ?').get(id)
  }

  /** Newest first. */
  all(): StoredRun[] {
    return this.#db.prepare<StoredRun>("SELECT * FROM run WHERE state <> 'staging' ORDER BY id DESC").all()
  }

  newest(): StoredRun | undefined {
    return this.#db.prepare<StoredRun>("SELECT * FROM run WHERE state <> 'staging' ORDER BY id DESC LIMIT 1").get()
  }

  newestUnfinished(): StoredRun | undefined {
    return this.#db.prepare<StoredRun>(`SELECT * FROM run WHERE state IN ${UNFINISHED} ORDER BY id DESC LIMIT 1`).get()
  }

  /** A run of exactly this export, with these options, to this destination, that has something left to send. */
  unfinishedTwin(run: Pick<StoredRun, 'destination' | 'source' | 'fingerprint' | 'options'>): StoredRun | undefined {
    return this.#db
      .prepare<StoredRun>(
        `SELECT * FROM run WHERE destination = ? AND source = ? AND fingerprint = ? AND options = ? AND state IN ${UNFINISHED}
         AND EXISTS (SELECT 1 FROM slice WHERE slice.run = run.id AND slice.state NOT IN ('flushed', 'sent')) ORDER BY id DESC LIMIT 1`,
      )
      .get(run.destination, run.source, run.fingerprint, run.options)
  }

  /** The newest run of this export, by its place or by what is in it, that was stopped before it had come to its end, wherever it sends to. */
  stopped(run: Pick<StoredRun, 'source' | 'path' | 'fingerprint'>): StoredRun | undefined {
    return this.#db
      .prepare<StoredRun>(
        `SELECT * FROM run WHERE source = ? AND (fingerprint = ? OR path = ?) AND state IN ${STOPPED}
         AND EXISTS (SELECT 1 FROM slice WHERE slice.run = run.id AND slice.state NOT IN ('flushed', 'sent')) ORDER BY id DESC LIMIT 1`,
      )
      .get(run.source, run.fingerprint, run.path)
  }

  setState(id: number, state: RunState, finished: number | null = null): void {
    this.#db.prepare('UPDATE run SET state = ?, finished = ? WHERE id = ?').run(state, finished, id)
  }

  setStaged(
    id: number,
    staged: {
      conversations: number
      people: number
      adjusted: number
      edited: number
      unread: number
      notices: readonly GroupedNotice[]
    },
  ): void {
    this.#db
      .prepare(
        "UPDATE run SET state = 'planned', conversations = ?, people = ?, adjusted = ?, edited = ?, unread = ?, notices = ? WHERE id = ?",
      )
      .run(
        staged.conversations,
        staged.people,
        staged.adjusted,
        staged.edited,
        staged.unread,
        JSON.stringify(staged.notices),
        id,
      )
  }

  setRejects(id: number, digest: string): void {
    this.#db.prepare('UPDATE run SET rejects = ? WHERE id = ?').run(digest, id)
  }

  /** Other unfinished runs to the same destination whose messages are still to be sent. */
  setStateOfSettled(destination: number, finished: number): void {
    this.#db
      .prepare(
        `UPDATE run SET state = 'done', finished = ? WHERE destination = ? AND state IN ${UNFINISHED}
         AND NOT EXISTS (SELECT 1 FROM slice WHERE slice.run = run.id AND slice.state NOT IN ('flushed', 'sent'))
         AND NOT EXISTS (SELECT 1 FROM reject r WHERE r.run = run.id AND NOT ${CORRECTED})
         AND NOT EXISTS (SELECT 1 FROM request WHERE request.run = run.id AND request.state = 'abandoned')`,
      )
      .run(finished, destination)
  }

  /** Forgets runs that died while their export was read: nothing of them was planned or sent. */
  forgetUnstaged(): void {
    for (const {id} of this.#db.prepare<{id: number}>("SELECT id FROM run WHERE state = 'staging'").all())
      this.forget(id)
  }

  /** The ledger forgets a conversation whose memories were deleted: a later import sends it again. Its books stay. */
  forgetConversation(conversation: number): void {
    this.#db.transaction(() => {
      for (const table of ['message', 'slice', 'request', 'reject'])
        this.#db.prepare(`DELETE FROM ${table} WHERE conversation = ?`).run(conversation)
      this.#db
        .prepare('UPDATE conversation SET next_seq = 0, last_at = 0, introduced = 0, held = NULL WHERE id = ?')
        .run(conversation)
    })
  }

  /** Removes a run of which nothing was sent. */
  forget(id: number): void {
    this.#db.transaction(() => {
      this.#db.exec('CREATE TEMP TABLE IF NOT EXISTS touched (conversation INTEGER PRIMARY KEY); DELETE FROM touched')
      this.#db.prepare('INSERT INTO touched SELECT DISTINCT conversation FROM slice WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM message WHERE run = ?').run(id)
      // The ends move back, or the next import would take its own messages for late ones.
      this.#db.exec(`UPDATE conversation SET
        next_seq = coalesce((SELECT max(seq) + 1 FROM message m WHERE m.conversation = conversation.id), 0),
        last_at = coalesce((SELECT max(at) FROM message m WHERE m.conversation = conversation.id), 0)
        WHERE id IN (SELECT conversation FROM touched)`)
      this.#db.prepare('DELETE FROM slice WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM request WHERE run = ?').run(id)
      // One left behind would keep back the message that gets its number next.
      this.#db.prepare('DELETE FROM reject WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM tally WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM unread WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM run_file WHERE run = ?').run(id)
      this.#db.prepare('DELETE FROM run WHERE id = ?').run(id)
    })
  }
}
