import {mkdtempSync, rmSync, unlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Database from 'libsql'
import {SCHEMA} from './schema.js'

export type Sqlite = InstanceType<typeof Database>

export interface OpenDatabase {
  db: Sqlite
  /** Runs `work` in one write transaction; what it throws is rolled back and thrown on. */
  transaction<T>(work: () => T): T
  close(): void
}

/**
 * Opens the server's storage: a path (kept), `:memory:`, or `:temporary:`, a file that is gone when the server is, so that the
 * server's memory stays flat whatever it is sent.
 */
export function openDatabase(storage: string): OpenDatabase {
  const temporary = storage === ':temporary:' ? mkdtempSync(join(tmpdir(), 'everport-rehearsal-')) : undefined
  const path = temporary === undefined ? storage : join(temporary, 'rehearsal.db')
  const db = new Database(path)
  const kept = temporary === undefined && storage !== ':memory:'
  db.exec(
    `PRAGMA journal_mode = ${kept ? 'WAL' : 'MEMORY'}; PRAGMA synchronous = ${kept ? 'NORMAL' : 'OFF'}; PRAGMA cache_size = -4000; PRAGMA temp_store = ${storage === ':memory:' ? 'MEMORY' : 'FILE'};`,
  )
  db.exec(SCHEMA)
  if (temporary !== undefined) forget(path)
  return {
    db,
    transaction(work) {
      db.exec('BEGIN')
      try {
        const result = work()
        db.exec('COMMIT')
        return result
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
    close() {
      db.close()
      if (temporary !== undefined) rmSync(temporary, {recursive: true, force: true})
    },
  }
}

/** A file without a name cannot stay behind when the process is killed. Windows keeps the name of an open file. */
function forget(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Removed with its directory when the server closes.
  }
}
