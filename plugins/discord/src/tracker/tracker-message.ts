import type {Attachment, MessageRecord, Place, SourceRecord} from '@everport/plugin-kit'
import {attachment, fileNameOf, publicUrl} from '../attachment.js'
import {cleanText} from '../clean-text.js'
import {idText} from '../id-text.js'
import {listOf} from '../list-of.js'
import {renderMarkup} from '../markup.js'
import type {RawTrackerMessage, RawTrackerMeta} from '../raw.js'
import type {Reading} from '../reading.js'
import type {SkipReason} from '../skips.js'
import {snowflakeOrder, snowflakeTime} from '../snowflake.js'

/** Where a message of the archive stands: its keys say which channel and which message. */
export interface TrackerPosition {
  conversation: string
  id: string
  place: Place
}

/** Turns one message of the archive into records and pushes them onto `out`; returns why when it is not to be kept. */
export function pushTrackerMessage(
  raw: RawTrackerMessage,
  {conversation, id, place}: TrackerPosition,
  meta: RawTrackerMeta,
  reading: Reading,
  out: SourceRecord[],
): SkipReason | undefined {
  const at = typeof raw.t === 'number' ? raw.t : snowflakeTime(id)
  if (at === undefined) return 'no-time'
  const known = typeof raw.u === 'number' ? idText(meta.userindex?.[raw.u]) : ''
  if (known === '') {
    const message = `Message ${id} names no author: it is kept as said by "Unknown".`
    reading.context.warn({code: 'no-author', message, place})
  }
  const sender = known || 'unknown'
  const name = cleanText(meta.users?.[sender]?.name) || known || 'Unknown'
  const person = reading.people.meet({id: sender, name, ...(known === '' && {local: true})})
  if (person !== undefined) out.push(person)
  const message: MessageRecord = {type: 'message', conversation, id, sender, at, text: textOf(raw, reading), place}
  const order = snowflakeOrder(id)
  if (order !== undefined) message.order = order
  const replyTo = idText(raw.r)
  if (replyTo !== '') message.replyTo = replyTo
  if (typeof raw.te === 'number') message.editedAt = raw.te
  const files = listOf(raw.a)
    .map((file) => cleanText(file.url))
    .filter((url) => url !== '')
  const attachments = files.map((url): Attachment => attachment(fileNameOf(url), publicUrl(url)))
  if (attachments.length > 0) message.attachments = attachments
  out.push(message)
  return undefined
}

/** The archive does not mark bots: a rich embed without text is a bot's answer, beside text it may be a link preview. */
function textOf(raw: RawTrackerMessage, {options, names}: Reading): string {
  const text = cleanText(raw.m)
  const isWanted = options.embeds === 'all' || (options.embeds === 'bots' && text.trim() === '')
  const embeds = (isWanted ? listOf(raw.e) : []).filter(({type}) => options.embeds === 'all' || type === 'rich')
  const parts = [text, ...embeds.flatMap(({t, d}) => [cleanText(t), cleanText(d)])]
  return renderMarkup(parts.filter((part) => part.trim() !== '').join('\n'), names)
}
