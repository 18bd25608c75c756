import {asList, asText} from '../loose.js'
import {plainText} from '../markup.js'
import {isCanvas, textOfFile} from '../message/files.js'
import type {RawMessage} from '../raw.js'
import {type AttachmentRole, attachedText} from './attached-text.js'
import {blocksText, hasLayout} from './blocks.js'
import {cleanText} from './clean-text.js'
import type {EmojiStyle, Names} from './names.js'

export interface TextStyle {
  names: Names
  emoji: EmojiStyle
  /** Keep the previews of links. */
  unfurls: boolean
}

/** What Slack and its apps put into `text` when the content is only in blocks. */
const FALLBACK =
  /^This (?:content can['’]t be displayed|message contains interactive elements|message can['’]t be displayed)/

const ALONE: ReadonlySet<AttachmentRole> = new Set<AttachmentRole>(['body', 'quote', 'preview'])
const BESIDE_TEXT: ReadonlySet<AttachmentRole> = new Set<AttachmentRole>(['body', 'quote'])

/**
 * The content of a message as text. `words` is its text in mrkdwn, freed of generated sentences.
 *
 * People's messages have rich text and an equal `text`: the text is enough. Blocks are read when there is no text, when it is a
 * placeholder, or when there are layout blocks (apps put headers and tables only there) and they say more. Attachments follow
 * when they are the message's own; previews of links only when nothing else is there, or when asked for.
 */
export function messageText(
  message: RawMessage,
  words: string,
  files: readonly Readonly<Record<string, unknown>>[],
  style: TextStyle,
): string {
  let text = words === '' ? '' : plainText(words, style.names, style.emoji)
  if (asList(message.blocks).length > 0) text = withBlocks(text, message.blocks, style)
  if (asList(message.attachments).length > 0) text = withAttachments(text, message.attachments, style)
  if (files.length > 0) {
    if (text === '') text = files.map(textOfFile).find((found) => found !== '') ?? ''
    text = withCanvasTitles(text, files)
  }
  return cleanText(text)
}

function isPlaceholder(text: string): boolean {
  return text === '' || FALLBACK.test(text)
}

function withBlocks(text: string, blocks: unknown, {names, emoji}: TextStyle): string {
  const placeholder = isPlaceholder(text)
  if (!placeholder && !hasLayout(blocks)) return text
  const content = blocksText(blocks, names, emoji)
  return (placeholder ? content !== '' : content.length > text.length) ? content : text
}

function withAttachments(text: string, attachments: unknown, {names, emoji, unfurls}: TextStyle): string {
  const alone = isPlaceholder(text)
  const attached = attachedText(attachments, alone || unfurls ? ALONE : BESIDE_TEXT, names, emoji)
  if (attached === '' || text.includes(attached)) return text
  return alone ? attached : `${text}\n${attached}`
}

function withCanvasTitles(text: string, files: readonly Readonly<Record<string, unknown>>[]): string {
  let titled = text
  for (const file of files) {
    const id = asText(file.id)
    const title = asText(file.title)
    if (isCanvas(file) && id !== undefined && title !== undefined) titled = titled.replaceAll(id, () => title)
  }
  return titled
}
