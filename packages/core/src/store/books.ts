import type {Books} from '../run/report.js'
import type {Database} from './database.js'

export type Outcome = 'read' | 'already' | 'filtered' | 'skipped'

/** A count gathered while reading; conversation 0 is "not known which". */
export interface Tally {
  conversation: number
  outcome: Outcome
  reason: string
  count: number
}

interface Totals {
  staged: number
  sent: number
  unknown: number
  rejected: number
  requests: number
  flushes: number
  openSlices: number
  slices: number
}

/** The books of a run, computed from what is stored: they cannot drift from it. */
export class BooksStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  add(run: number, {conversation, outcome, reason, count}: Tally): void {
    this.#db
      .prepare(
        `INSERT INTO tally (run, conversation, outcome, reason, count) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (run, conversation, outcome, reason) DO UPDATE SET count = count + excluded.count`,
      )
      .run(run, conversation, outcome, reason, count)
  }

  totals(run: number, conversation?: number): Totals {
    const where = conversation === undefined ? 'run = ?' : 'run = ? AND conversation = ?'
    const values = conversation === undefined ? [run] : [run, conversation]
    const slices = this.#db
      .prepare<{staged: number | null; slices: number; flushes: number; open: number}>(
        `SELECT sum(messages) AS staged, count(*) AS slices, sum(state = 'flushed') AS flushes, sum(state NOT IN ('flushed', 'sent')) AS open FROM slice WHERE ${where}`,
      )
      .get(...values)!
    const requests = this.#db
      .prepare<{sent: number | null; unknown: number | null; requests: number | null}>(
        `SELECT sum(CASE WHEN state IN ('accepted', 'settled') THEN messages END) AS sent,
          sum(CASE WHEN state IN ('sending', 'unknown', 'abandoned') THEN messages END) AS unknown,
          sum(state IN ('accepted', 'settled')) AS requests FROM request WHERE ${where}`,
      )
      .get(...values)!
    const rejected = this.#db.prepare<{n: number}>(`SELECT count(*) AS n FROM reject WHERE ${where}`).get(...values)!
    return {
      staged: Number(slices.staged ?? 0),
      slices: Number(slices.slices),
      flushes: Number(slices.flushes ?? 0),
      openSlices: Number(slices.open ?? 0),
      sent: Number(requests.sent ?? 0),
      unknown: Number(requests.unknown ?? 0),
      requests: Number(requests.requests ?? 0),
      rejected: Number(rejected.n),
    }
  }

  /** @param totals those of the run */
  books(run: number, {staged, sent, unknown, rejected}: Totals): Books {
    const tallies = this.#db
      .prepare<{outcome: Outcome; reason: string; count: number}>(
        `SELECT outcome, reason, sum(count) AS count FROM tally WHERE run = ? GROUP BY outcome, reason ORDER BY outcome, count DESC, reason`,
      )
      .all(run)
    const books: Books = {
      read: 0,
      sent,
      already: 0,
      filtered: 0,
      skipped: {},
      rejected,
      unknown,
      pending: staged - sent - unknown - rejected,
    }
    for (const {outcome, reason, count} of tallies) {
      if (outcome === 'skipped') books.skipped[reason] = Number(count)
      else books[outcome] += Number(count)
    }
    return books
  }

  /** Conversations in which a run staged messages to send. */
  sentTo(run: number): number[] {
    return this.#db
      .prepare<{conversation: number}>('SELECT DISTINCT conversation FROM slice WHERE run = ? ORDER BY conversation')
      .all(run)
      .map((row) => row.conversation)
  }

  /** The first conversations that a run sends to, with what it sends there. */
  destinations(run: number, limit: number): {id: string; name: string; kind: 'group' | 'personal'; messages: number}[] {
    return this.#db
      .prepare<{id: string; name: string; kind: 'group' | 'personal'; messages: number}>(
        `SELECT c.target AS id, c.name, c.kind, sum(s.messages) AS messages FROM slice s JOIN conversation c ON c.id = s.conversation
         WHERE s.run = ? GROUP BY c.id ORDER BY c.id LIMIT ?`,
      )
      .all(run, limit)
      .map((row) => ({...row, messages: Number(row.messages)}))
  }

  /** Conversations in which this run was stopped. */
  held(run: number): {id: string; name: string; messages: number; why: string}[] {
    return this.#db
      .prepare<{id: string; name: string; messages: number; why: string}>(
        `SELECT c.target AS id, c.name, sum(s.messages) AS messages, c.held AS why FROM slice s JOIN conversation c ON c.id = s.conversation
         WHERE s.run = ? AND s.state NOT IN ('flushed', 'sent') AND c.held IS NOT NULL GROUP BY c.id ORDER BY c.id`,
      )
      .all(run)
      .map((row) => ({...row, messages: Number(row.messages)}))
  }
}
