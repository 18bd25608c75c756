import {randomBytes} from 'node:crypto'
import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs'
import {join} from 'node:path'
import {EverportError} from '../errors/everport-error.js'
import {Database} from './database.js'
import {SCHEMA, SCHEMA_VERSION, UPGRADES} from './schema.js'

/** 8 MB of pages: enough for the working set of delivery, little enough for flat memory. */
const CACHE = -8000

export const stateFilePath = (stateDir: string) => join(stateDir, 'state.db')

/**
 * Opens (and creates, 0600 in a 0700 folder) the state file. Full synchronisation: a committed request state survives a power cut.
 * @throws EverportError `STATE_UNUSABLE` when the folder cannot be written or the file is of another version or damaged.
 */
export function openStateFile(stateDir: string): Database {
  const path = stateFilePath(stateDir)
  try {
    mkdirSync(stateDir, {recursive: true, mode: 0o700})
    // SQLite would create it with the umask's mode, and its -wal and -shm take the mode of the main file.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    const db = new Database(path)
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = ${CACHE}; PRAGMA temp_store = FILE; PRAGMA busy_timeout = 5000`,
    )
    migrate(db, path)
    return db
  } catch (error) {
    if (error instanceof EverportError) throw error
    throw new EverportError('STATE_UNUSABLE', `The state file ${path} cannot be used: ${message(error)}.`, {
      cause: error,
      hints: ['Check that the folder can be written and the disk is not full, or choose another with --state-dir.'],
    })
  }
}

function migrate(db: Database, path: string): void {
  let version = Number(db.prepare<{user_version: number}>('PRAGMA user_version').get()?.user_version ?? 0)
  for (; UPGRADES[version] !== undefined; version++) {
    db.transaction(() => db.exec(`${UPGRADES[version]}; PRAGMA user_version = ${version + 1}`))
  }
  if (version === SCHEMA_VERSION) return
  if (version !== 0) {
    throw new EverportError(
      'STATE_UNUSABLE',
      `The state file ${path} was written by another version of everport (state version ${version}, this one knows ${SCHEMA_VERSION}).`,
      {
        hints: ['Use the everport version that wrote it, or choose another folder with --state-dir.'],
      },
    )
  }
  db.transaction(() => {
    db.exec(SCHEMA)
    db.prepare('INSERT INTO meta VALUES (?, ?)').run('salt', randomBytes(16).toString('hex'))
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  })
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error))
