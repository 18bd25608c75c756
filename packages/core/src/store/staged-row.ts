/** A message as a reading puts it into the scratch file. */
export interface StagedMessage {
  conversation: number
  key: string
  at: number
  ord: number
  person: number
  senderName: string | null
  text: string
  role: 'user' | 'assistant' | null
  bot: boolean
  edited: number | null
  file: number | null
  record: number | null
  line: number | null
}

/** A message as it comes out again: what its order hung on has done its work. */
export type StagedRow = Omit<StagedMessage, 'ord' | 'edited'>

/** Columns of a `StagedRow`, in the order of `StagedTuple`. */
export const STAGED_COLUMNS = 'conversation, key, at, person, sender_name, text, role, bot, file, record, line'
export type StagedTuple = [
  conversation: number,
  key: string,
  at: number,
  person: number,
  senderName: string | null,
  text: string,
  role: 'user' | 'assistant' | null,
  bot: number,
  file: number | null,
  record: number | null,
  line: number | null,
]
