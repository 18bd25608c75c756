import type {SourceContext} from '@everport/plugin-kit'
import type {ConversationChoice} from './conversation-choice.js'
import type {TelegramOptions} from './options.js'
import type {People} from './people.js'

/** What the readers of both formats share during one reading. */
export interface Reading {
  options: TelegramOptions
  context: SourceContext
  choice: ConversationChoice
  people: People
  /** True when the tree holds a file at exactly this path. */
  hasFile(path: string): boolean
}
