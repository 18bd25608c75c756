import type {ConversationRecord, PersonRecord} from '../model/record.js'
import type {StagedMessage} from '../store/staged-row.js'

/** Where a reading puts what it keeps. Conversations, people and files are known by numbers, given in order of appearance. */
export interface Intake {
  conversation(record: ConversationRecord): number
  person(record: PersonRecord): number
  conversationNumber(key: string): number | undefined
  personNumber(key: string): number
  fileNumber(path: string): number
  message(message: StagedMessage): void
}
