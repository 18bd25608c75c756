import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {Database} from './database.js'
import {openStateFile, stateFilePath} from './state-file.js'

describe('a state file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-state-'))
  })
  afterEach(() => rmSync(folder, {recursive: true}))

  /** The columns of all tables and indexes, however they came about. */
  const tables = (db: Database) => {
    const names = db.prepare<{name: string}>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
    const columns = names.map(({name}) => [
      name,
      db
        .prepare<{name: string}>(`SELECT name FROM pragma_table_info('${name}') ORDER BY name`)
        .all()
        .map((column) => column.name),
    ])
    const indexes = db
      .prepare<{name: string; sql: string}>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
      )
      .all()
    return {columns, indexes}
  }

  it('of version 2 is made one of today, with all that is in it', () => {
    const fresh = openStateFile(folder)
    const today = tables(fresh)
    fresh.exec(`INSERT INTO run (destination, source, input, fingerprint, options, delivery, state, started)
      VALUES (1, 'memo', 'x', 'f', '{}', '{}', 'done', 1)`)
    fresh.exec(
      `ALTER TABLE run DROP COLUMN unread; ALTER TABLE run DROP COLUMN rejects; ALTER TABLE run DROP COLUMN path; DROP TABLE run_file; DROP TABLE unread; DROP INDEX slice_of_run; DROP INDEX request_of_run;
       CREATE INDEX slice_of_run ON slice (run); CREATE INDEX request_of_run ON request (run, state); PRAGMA user_version = 2`,
    )
    fresh.close()
    const upgraded = openStateFile(folder)
    expect(tables(upgraded)).toEqual(today)
    expect(upgraded.prepare('SELECT state, unread, rejects FROM run').all()).toEqual([
      {state: 'done', unread: 0, rejects: null},
    ])
    upgraded.close()
  })

  it('of another version is refused with a sentence', () => {
    const db = new Database(stateFilePath(folder))
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect(() => openStateFile(folder)).toThrow('another version of everport (state version 99')
  })
})
