import {Conversations} from './conversations.js'
import {openDatabase, type Sqlite} from './database.js'
import {Directory} from './directory.js'
import {Journal} from './journal.js'
import {Memories} from './memories.js'
import {Messages} from './messages.js'
import {Tasks} from './tasks.js'

/** Everything that the server holds. */
export interface Store {
  db: Sqlite
  conversations: Conversations
  messages: Messages
  tasks: Tasks
  memories: Memories
  directory: Directory
  journal: Journal
  transaction<T>(work: () => T): T
  close(): void
}

export function openStore(storage: string): Store {
  const database = openDatabase(storage)
  const {db} = database
  const store: Store = {
    db,
    conversations: new Conversations(db),
    messages: new Messages(db),
    tasks: new Tasks(db),
    memories: new Memories(db),
    directory: new Directory(db),
    journal: new Journal(db),
    transaction(work) {
      try {
        return database.transaction(work)
      } catch (error) {
        store.conversations.forget()
        store.directory.forget()
        throw error
      }
    },
    close: () => database.close(),
  }
  return store
}
