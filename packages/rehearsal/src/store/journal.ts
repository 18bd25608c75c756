import type {Sqlite} from './database.js'

/** How a request ended, as the server saw it. */
export type Outcome = 'answered' | 'reset' | 'hung' | 'torn' | 'left'

export interface RequestRecord {
  id: number
  /** By the server's clock, when the request had arrived whole. */
  at: number
  method: string
  path: string
  /** What faults are matched by; null for a path that no API has. */
  kind: string | null
  conversation: string | null
  messages: number | null
  /** Writes to the same conversation that were in flight when it arrived. */
  overlaps: number
  status: number | null
  outcome: Outcome
  fault: string | null
  committed: boolean
}

/** Something a careful importer does not do. The request itself was served as EverOS would. */
export interface Violation {
  kind: ViolationKind
  conversation: string | null
  request: number
  /** How many messages it concerns. */
  messages: number
  detail: string
}

export type ViolationKind =
  | 'async-mode-omitted'
  | 'duplicate-message'
  | 'duplicate-message-id'
  | 'empty-content'
  | 'flush-default-session'
  | 'flush-while-queued'
  | 'forced-split'
  | 'ignored-key'
  | 'lost'
  | 'no-episode'
  | 'overlap'
  | 'retry-too-soon'
  | 'seconds-timestamp'
  | 'task-expired'
  | 'timestamp-order'
  | 'unflushed'

/** The request log and the violations found while serving. */
export class Journal {
  readonly #insertRequest
  readonly #insertViolation
  #lastRequest: number

  constructor(db: Sqlite) {
    this.#insertRequest = db.prepare(
      'INSERT INTO request (id, at, method, path, kind, conversation, messages, overlaps, status, outcome, fault, committed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#insertViolation = db.prepare(
      'INSERT INTO violation (kind, conversation, request, messages, detail) VALUES (?, ?, ?, ?, ?)',
    )
    const row = db
      .prepare(
        'SELECT max(coalesce((SELECT max(id) FROM request), 0), coalesce((SELECT max(request) FROM message), 0)) AS id',
      )
      .get() as {id: number}
    this.#lastRequest = row.id
  }

  nextRequest(): number {
    this.#lastRequest += 1
    return this.#lastRequest
  }

  logRequest(record: RequestRecord): void {
    this.#insertRequest.run(
      record.id,
      record.at,
      record.method,
      record.path,
      record.kind,
      record.conversation,
      record.messages,
      record.overlaps,
      record.status,
      record.outcome,
      record.fault,
      record.committed ? 1 : 0,
    )
  }

  logViolation(violation: Violation): void {
    const {kind, conversation, request, messages, detail} = violation
    this.#insertViolation.run(kind, conversation, request, messages, detail)
  }
}
