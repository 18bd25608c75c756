import type {MessageRecord, Place, SourceRecord} from '@everport/plugin-kit'
import {attachmentsFromCell} from '../attachment.js'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import {renderMarkup} from '../markup.js'
import {messageTime} from '../message-time.js'
import type {RawPackageMessage} from '../raw.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import {snowflakeOrder} from '../snowflake.js'
import type {Owner} from './owner.js'

/**
 * Turns one row of a package into a record and pushes it onto `out`; returns why when it is not to be kept. Ids that a spreadsheet
 * destroyed (`8.97E+17`) cannot be used.
 */
export function pushPackageMessage(
  raw: RawPackageMessage,
  conversation: string,
  place: Place,
  owner: Owner,
  reading: Reading,
  out: SourceRecord[],
): SkipReason | undefined {
  const id = idText(raw.ID)
  if (!/^\d{1,20}$/.test(id)) return /E\+?\d+$/i.test(id) ? 'damaged-id' : 'unreadable'
  const at = messageTime(raw.Timestamp, id)
  if (at === undefined) return 'no-time'
  const text = renderMarkup(cleanText(raw.Contents), reading.names)
  const message: MessageRecord = {type: 'message', conversation, id, sender: owner.id, at, text, place}
  const order = snowflakeOrder(id)
  if (order !== undefined) message.order = order
  const attachments = attachmentsFromCell(cleanText(raw.Attachments), /\s+/, place.file, reading.hasFile)
  if (attachments.length > 0) message.attachments = attachments
  out.push(message)
  return undefined
}
