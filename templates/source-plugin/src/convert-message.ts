import type {Attachment, MessageRecord, Place} from '@everport/plugin-kit'
import {plainText} from './markup.js'
import type {RawMessage} from './raw.js'

/** A message of a room, or undefined when its time cannot be read. */
export function convertMessage(
  raw: RawMessage,
  conversation: string,
  place: Place,
  nameOf: (id: string) => string | undefined,
): MessageRecord | undefined {
  const at = timeOf(raw.at)
  if (at === undefined) return undefined
  const editedAt = raw.edited === undefined ? undefined : timeOf(raw.edited)
  return {
    type: 'message',
    conversation,
    id: String(raw.id),
    sender: raw.from,
    at,
    text: plainText(raw.text, nameOf),
    // Records are plain data: what is not known is left out, never `undefined`.
    ...(raw.reply !== undefined && {replyTo: String(raw.reply)}),
    ...(editedAt !== undefined && {editedAt}),
    ...(raw.files && {attachments: raw.files.map(attachmentOf)}),
    place,
  }
}

/** Unix milliseconds. A time without a zone is refused: guessing one would move the message by hours. */
function timeOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function attachmentOf({name, path, type}: NonNullable<RawMessage['files']>[number]): Attachment {
  const kind = /^(image|video|audio)\//.exec(type ?? '')?.[1] as Attachment['kind'] | undefined
  return {kind: kind ?? 'file', name, ...(path && {uri: path})}
}
