import type {Sqlite} from './database.js'

export interface Task {
  id: number
  uid: string
  conversation: number
  request: number
  createdAt: number
  readyAt: number
  finishedAt: number | null
  polls: number
  status: 'processing' | 'success' | 'failed'
  /** Its processing will fail. */
  fails: 0 | 1
  /** What is to be done, as JSON, where nothing of it is stored before. */
  work: string | null
}

const SELECT =
  'SELECT id, uid, conversation, request, created_at AS createdAt, ready_at AS readyAt, finished_at AS finishedAt, polls, status, fails, work FROM task'

/** What an asynchronous add is followed by. */
export class Tasks {
  readonly #db: Sqlite
  readonly #insert
  readonly #byUid
  readonly #poll
  readonly #finish
  readonly #waiting

  constructor(db: Sqlite) {
    this.#db = db
    this.#insert = db.prepare(
      "INSERT INTO task (uid, conversation, request, created_at, ready_at, status, fails, work) VALUES (?, ?, ?, ?, ?, 'processing', ?, ?)",
    )
    this.#byUid = db.prepare(`${SELECT} WHERE uid = ?`)
    this.#poll = db.prepare('UPDATE task SET polls = polls + 1 WHERE id = ?')
    this.#finish = db.prepare('UPDATE task SET status = ?, finished_at = ? WHERE id = ?')
    this.#waiting = db.prepare(`${SELECT} WHERE conversation = ? AND status = 'processing' AND id <= ? ORDER BY id`)
  }

  add(task: Omit<Task, 'id' | 'finishedAt' | 'polls' | 'status' | 'work'> & {work?: string}): void {
    const {uid, conversation, request, createdAt, readyAt, fails, work = null} = task
    this.#insert.run(uid, conversation, request, createdAt, readyAt, fails, work)
  }

  find(uid: string): Task | undefined {
    return this.#byUid.get(uid) as Task | undefined
  }

  countPoll(task: Task): void {
    task.polls += 1
    this.#poll.run(task.id)
  }

  finish(task: Task, status: 'success' | 'failed', now: number): void {
    this.#finish.run(status, now, task.id)
  }

  /** Unfinished tasks of a conversation up to and including `last`, oldest first: one worker serves them in order. */
  waiting(conversation: number, last = Number.MAX_SAFE_INTEGER): Task[] {
    return this.#waiting.all(conversation, last) as Task[]
  }

  count(status: Task['status']): number {
    const {count} = this.#db.prepare('SELECT count(*) AS count FROM task WHERE status = ?').get(status) as {
      count: number
    }
    return count
  }

  *where(condition: string, ...values: unknown[]): Generator<Task> {
    for (const row of this.#db.prepare(`${SELECT} WHERE ${condition}`).iterate(...values)) yield row as Task
  }
}
