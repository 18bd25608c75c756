import {asList, asObject, asText} from '../loose.js'
import {plainText} from '../markup.js'
import {blocksText} from './blocks.js'
import type {EmojiStyle, Names} from './names.js'

type Raw = Readonly<Record<string, unknown>>

/** What an attachment is to the message: its own body, a message somebody passed on, or the preview of a link in the text. */
export type AttachmentRole = 'body' | 'quote' | 'preview'

/**
 * Slack marks the preview of a link with the address it came from. A message that was shared on purpose has `is_share`; one whose
 * link was merely pasted has `is_msg_unfurl` alone.
 */
export function attachmentRole(attachment: Raw): AttachmentRole {
  if (attachment.is_share === true) return 'quote'
  const isPreview =
    attachment.is_msg_unfurl === true ||
    attachment.is_app_unfurl === true ||
    asText(attachment.from_url) !== undefined ||
    asText(attachment.original_url) !== undefined
  return isPreview ? 'preview' : 'body'
}

/** The text of those attachments that have one of the roles, one after another. */
export function attachedText(
  attachments: unknown,
  roles: ReadonlySet<AttachmentRole>,
  names: Names,
  emoji: EmojiStyle,
): string {
  const texts: string[] = []
  for (const value of asList(attachments)) {
    const attachment = asObject(value)
    if (attachment === undefined || !roles.has(attachmentRole(attachment))) continue
    const text = isMessage(attachment) ? quotedText(attachment, names, emoji) : bodyText(attachment, names, emoji)
    if (text !== '') texts.push(text)
  }
  return texts.join('\n')
}

function isMessage(attachment: Raw): boolean {
  return attachment.is_share === true || attachment.is_msg_unfurl === true
}

/** `> Alice: what she said`, each line marked as a quote. */
function quotedText(attachment: Raw, names: Names, emoji: EmojiStyle): string {
  const said = markup(attachment.text, names, emoji) || nestedBlocks(attachment, names, emoji)
  const files = asList(attachment.files).flatMap(
    (file) => asText(asObject(file)?.title) ?? asText(asObject(file)?.name) ?? [],
  )
  const content = said || files.map((name) => `[file: ${name}]`).join(' ') || markup(attachment.fallback, names, emoji)
  if (content === '') return ''
  const id = asText(attachment.author_id)
  const author =
    (id === undefined ? undefined : names.person(id)) ??
    asText(attachment.author_name) ??
    asText(attachment.author_subname)
  return `${author === undefined ? '' : `${author}: `}${content}`.replace(/^/gm, '> ')
}

/** pretext, title, text, fields, footer; the plain-text `fallback` only when all of them are empty. */
function bodyText(attachment: Raw, names: Names, emoji: EmojiStyle): string {
  const title = markup(attachment.title, names, emoji)
  const link = asText(attachment.title_link)
  const content = [
    markup(attachment.pretext, names, emoji),
    title !== '' && link !== undefined && link !== title ? `${title} (${link})` : title,
    markup(attachment.text, names, emoji),
    nestedBlocks(attachment, names, emoji),
    ...asList(attachment.fields).map((field) => fieldText(asObject(field) ?? {}, names, emoji)),
  ].filter((part) => part !== '')
  if (content.length === 0) return markup(attachment.fallback, names, emoji)
  const footer = markup(attachment.footer, names, emoji)
  return [...content, ...(footer === '' ? [] : [footer])].join('\n')
}

function fieldText(field: Raw, names: Names, emoji: EmojiStyle): string {
  const title = markup(field.title, names, emoji)
  const value = markup(field.value, names, emoji)
  return title === '' || value === '' ? title + value : `${title}: ${value}`
}

/** `blocks` on an app's attachment; `message_blocks` on a shared message: `[{message: {blocks}}]`. */
function nestedBlocks(attachment: Raw, names: Names, emoji: EmojiStyle): string {
  const own = blocksText(attachment.blocks, names, emoji)
  if (own !== '') return own
  return asList(attachment.message_blocks)
    .map((part) => blocksText(asObject(asObject(part)?.message)?.blocks, names, emoji))
    .filter((text) => text !== '')
    .join('\n')
}

/** `fallback: "[no preview available]"` is what Slack writes for attachments made of blocks. */
function markup(value: unknown, names: Names, emoji: EmojiStyle): string {
  const text = asText(value)
  return text === undefined || text === '[no preview available]' ? '' : plainText(text, names, emoji)
}
