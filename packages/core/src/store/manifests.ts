import type {ManifestFile} from '../stage/manifest.js'
import {BulkInsert} from './bulk-insert.js'
import type {Database} from './database.js'

/** The files of the exports of runs that are not done. */
export class Manifests {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  save(run: number, files: readonly ManifestFile[]): void {
    const insert = new BulkInsert(this.#db, 'run_file', ['run', 'path', 'size', 'mark'])
    for (const {path, size, mark} of files) insert.add(run, path, size, mark)
    insert.flush()
  }

  of(run: number): ManifestFile[] {
    return this.#db
      .prepare<ManifestFile & Record<string, string | number>>('SELECT path, size, mark FROM run_file WHERE run = ?')
      .all(run)
      .map(({path, size, mark}) => ({path, size: Number(size), mark}))
  }

  /** Of runs that nobody goes on with any more nothing is compared. */
  forgetEnded(): void {
    this.#db.exec("DELETE FROM run_file WHERE run IN (SELECT id FROM run WHERE state IN ('done', 'undone'))")
  }
}
