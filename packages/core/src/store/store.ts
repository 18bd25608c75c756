import {BooksStore} from './books.js'
import {Conversations} from './conversations.js'
import type {Database} from './database.js'
import {Deliveries} from './deliveries.js'
import {Manifests} from './manifests.js'
import {Messages} from './messages.js'
import {Rejects} from './rejects.js'
import {Runs} from './runs.js'
import {DROP_MESSAGE_KEY_INDEX, MESSAGE_KEY_INDEX} from './schema.js'
import {openStateFile} from './state-file.js'

/** The project's state. Nothing outside this folder knows SQL. */
export class Store {
  readonly runs: Runs
  readonly conversations: Conversations
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly books: BooksStore
  readonly rejects: Rejects
  readonly manifests: Manifests
  /** The folder that it is in. */
  readonly folder: string
  readonly #db: Database

  constructor(db: Database, folder: string) {
    this.#db = db
    this.folder = folder
    this.runs = new Runs(db)
    this.conversations = new Conversations(db)
    this.messages = new Messages(db)
    this.deliveries = new Deliveries(db)
    this.books = new BooksStore(db)
    this.rejects = new Rejects(db)
    this.manifests = new Manifests(db)
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work)
  }

  async transactionAsync<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#db.transactionAsync(work)
    } catch (error) {
      this.messages.forget()
      throw error
    }
  }

  /** Resolves when everything written so far is on disk. Rejects when it cannot be: then none of it happened. */
  durable(): Promise<void> {
    return this.#db.durable()
  }

  /** Before a staging. Ids are looked up only where messages were staged before: the first import does without the key index. */
  prepareBulk(): void {
    this.#db.exec(this.messages.isEmpty() ? DROP_MESSAGE_KEY_INDEX : MESSAGE_KEY_INDEX)
  }

  finishBulk(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  /** Writes the file anew, without what was deleted from it: nothing of that can be found in its bytes any more. */
  compact(): void {
    this.#db.exec('VACUUM')
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#db.close()
  }
}

export function openStore(stateDir: string): Store {
  return new Store(openStateFile(stateDir), stateDir)
}
