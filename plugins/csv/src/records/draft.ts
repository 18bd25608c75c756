import type {Attachment} from '@everport/plugin-kit'
import type {Speaker} from './speaker.js'

/** A message as a row gives it, before it has an id. */
export interface Draft {
  speaker: Speaker
  text: string
  /** Unix ms and what stands behind it. */
  at: number
  nanos: number
  /** The row's own id, with what tells apart several messages of one row; empty without one. */
  id: string
  /** What tells apart several messages of one row, also where the row has no id. */
  part: string
  replyTo?: string
  attachments?: Attachment[]
}
