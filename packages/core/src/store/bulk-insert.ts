import type {Database, Statement} from './database.js'

/** One statement for fifty rows costs half of fifty statements (measured with libsql 0.5). */
const ROWS = 50

/** Inserts rows fifty at a time. What waits is written by `flush`; until then no query sees it. */
export class BulkInsert {
  readonly #width: number
  readonly #many: Statement<never>
  readonly #one: Statement<never>
  #waiting: Array<string | number | null> = []

  constructor(db: Database, table: string, columns: readonly string[]) {
    this.#width = columns.length
    const row = `(${columns.map(() => '?').join(',')})`
    const into = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `
    this.#many = db.prepare(into + Array(ROWS).fill(row).join(','))
    this.#one = db.prepare(into + row)
  }

  /** One value for each column. */
  add(...values: Array<string | number | null>): void {
    this.#waiting.push(...values)
    if (this.#waiting.length === ROWS * this.#width) {
      this.#many.runAll(this.#waiting)
      this.#waiting = []
    }
  }

  discard(): void {
    this.#waiting = []
  }

  flush(): void {
    for (let i = 0; i < this.#waiting.length; i += this.#width)
      this.#one.runAll(this.#waiting.slice(i, i + this.#width))
    this.#waiting = []
  }
}
