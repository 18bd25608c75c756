import type {Settings} from './options.js'
import type {Conversation} from './store/conversations.js'
import type {Violation} from './store/journal.js'
import type {Store} from './store/store.js'
import type {Task} from './store/tasks.js'

/** What every part of the server works with. */
export interface World {
  store: Store
  settings: Settings
  now(): number
  /** Called inside a transaction. */
  report(violation: Violation): void
  /** What an API does when an asynchronous request is processed. */
  processed(conversation: Conversation, task: Task, now: number): void
}
