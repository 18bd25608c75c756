import type {ConversationRecord, PersonRecord, Place} from '../model/record.js'
import type {StagedMessage} from '../store/staged-row.js'

/** Something that was meant as a message and is not sent as it stands: a row of the file of rejects. */
export interface Unread {
  /** Code of the source or of the engine. */
  reason: string
  count: number
  /** Number of the conversation; 0 when it is not known. */
  conversation: number
  place: Place | undefined
  /** The beginning of what stands there. */
  excerpt: string | undefined
  /** All of it, where only its time is at fault. `at` may be NaN. */
  message: StagedMessage | undefined
}

/** Where a reading puts what it keeps. Conversations, people and files are known by numbers, given in order of appearance. */
export interface Intake {
  conversation(record: ConversationRecord): number
  person(record: PersonRecord): number
  conversationNumber(key: string): number | undefined
  personNumber(key: string): number
  fileNumber(path: string): number
  message(message: StagedMessage): void
  unread(unread: Unread): void
}
