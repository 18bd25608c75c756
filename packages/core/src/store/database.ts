import Libsql from 'libsql'
import {storageError} from './storage-error.js'
import {type Disk, writeAheadFile} from './write-ahead-file.js'

type Value = string | number | null | Uint8Array
export type Row = Record<string, string | number | null>

/** A prepared statement whose rows have the shape `R`. */
export interface Statement<R> {
  run(...values: Value[]): number
  get(...values: Value[]): R | undefined
  all(...values: Value[]): R[]
  iterate(...values: Value[]): IterableIterator<R>
  /** Like `run`, without spreading: for statements with many values. */
  runAll(values: readonly Value[]): number
  /** Like `iterate`, with rows as arrays in the order of the columns: a quarter cheaper. */
  tuples<T extends readonly Value[]>(...values: Value[]): IterableIterator<T>
}

/** Writes that share a commit. */
interface Batch {
  committed: Promise<void>
  end(error?: unknown): void
}

/** The few things of the SQLite driver that the store uses, typed. Statements are prepared once and kept by their text. */
export class Database {
  readonly #path: string
  readonly #db: Libsql.Database
  readonly #statements = new Map<string, Statement<unknown>>()
  #depth = 0
  #batch: Batch | undefined
  /** The last batch on its way to the disk. */
  #landing: Promise<void> | undefined
  #disk: Disk | undefined
  readonly #openDisk: () => Disk

  constructor(path: string, openDisk: (path: string) => Disk = writeAheadFile) {
    this.#path = path
    this.#db = new Libsql(path)
    this.#openDisk = () => openDisk(path)
  }

  exec(sql: string): void {
    this.#told(() => this.#db.exec(sql))
  }

  /** Runs what may fail for the disk's sake, and says so when it does. */
  #told<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw storageError(this.#path, error)
    }
  }

  prepare<R = Row>(sql: string): Statement<R> {
    const known = this.#statements.get(sql)
    if (known) return known as Statement<R>
    const prepared = this.#told(() => this.#db.prepare(sql))
    const statement: Statement<R> = {
      run: (...values) => this.#told(() => prepared.run(...values).changes),
      get: (...values) => this.#told(() => prepared.get(...values) as R | undefined),
      all: (...values) => this.#told(() => prepared.all(...values) as R[]),
      iterate: (...values) => this.#told(() => prepared.iterate(...values) as IterableIterator<R>),
      // libsql takes one array as it is; of several values it would make another array, and flatten it.
      runAll: (values) => this.#told(() => prepared.run(values).changes),
      tuples: <T extends readonly Value[]>(...values: Value[]) =>
        this.#db
          .prepare(sql)
          .raw()
          .iterate(...values) as IterableIterator<T>,
    }
    this.#statements.set(sql, statement)
    return statement
  }

  /**
   * What is written from here on is committed together with what others write in the same moment, and goes to the disk while other things
   * go on. `durable` tells when it is there. In a file with a write-ahead log only.
   */
  together(): void {
    if (this.#depth > 0 || this.#batch !== undefined) return
    this.#db.exec('PRAGMA synchronous = NORMAL')
    this.exec('BEGIN IMMEDIATE')
    let end: (error?: unknown) => void = () => {}
    const committed = new Promise<void>((resolve, reject) => {
      end = (error) => (error === undefined ? resolve() : reject(error))
    })
    // Whoever needs it waits for it.
    committed.catch(() => {})
    this.#batch = {committed, end}
    setImmediate(() => this.#commitBatch())
  }

  /** Resolves when everything written so far is on disk. Rejects when it cannot be: then nothing may rely on it. */
  durable(): Promise<void> {
    return this.#batch?.committed ?? this.#landing ?? Promise.resolve()
  }

  #commitBatch(): void {
    const batch = this.#batch
    if (batch === undefined) return
    this.#batch = undefined
    try {
      this.exec('COMMIT')
      this.#land(batch)
    } catch (error) {
      this.#rollBack()
      batch.end(error)
    }
    this.#db.exec('PRAGMA synchronous = FULL')
  }

  /** A commit of a batch does not wait for the disk: here is what it waits for. */
  #land(batch: Batch): void {
    this.#disk ??= this.#openDisk()
    this.#landing = batch.committed
    const landed = (error?: unknown) => {
      if (this.#landing === batch.committed) this.#landing = undefined
      batch.end(error)
    }
    this.#disk.sync().then(
      () => landed(),
      (error: unknown) => landed(storageError(this.#path, error)),
    )
  }

  /** A full disk has rolled back already. */
  #rollBack(): void {
    try {
      this.#db.exec('ROLLBACK')
    } catch {
      // Nothing was left to roll back.
    }
  }

  /** Runs `work` in one transaction: all of it is durable when this returns, or none. Nested calls join the outer one. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work()
    this.#commitBatch()
    this.exec('BEGIN IMMEDIATE')
    this.#depth += 1
    try {
      const result = work()
      this.exec('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  /** Like `transaction`, for work that lets other things run in between. Nothing else may use the connection meanwhile. */
  async transactionAsync<T>(work: () => Promise<T>): Promise<T> {
    this.#commitBatch()
    this.exec('BEGIN IMMEDIATE')
    this.#depth += 1
    try {
      const result = await work()
      this.exec('COMMIT')
      return result
    } catch (error) {
      this.#rollBack()
      throw error
    } finally {
      this.#depth -= 1
    }
  }

  close(): void {
    this.#commitBatch()
    this.#disk?.close()
    this.#statements.clear()
    this.#db.close()
  }
}
