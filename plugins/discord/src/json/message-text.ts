import type {Attachment} from '@everport/plugin-kit'
import {attachment, attachmentUri, fileNameOf} from '../attachment.js'
import {cleanText} from '../clean-text.js'
import {embedText} from '../embed-text.js'
import {listOf} from '../list-of.js'
import {mayHoldMarkup, type Names, renderMarkup} from '../markup.js'
import type {MessageClass} from '../message-type.js'
import {pollResultText} from '../poll-text.js'
import type {RawEmbed, RawMessage, RawSnapshot} from '../raw.js'
import type {Reading} from '../reading.js'
import {mentionedName} from './sender.js'

/** Content, then what was forwarded, then the embeds that count. Link previews under a person's message do not. */
export function messageText(raw: RawMessage, klass: MessageClass, isProgram: boolean, reading: Reading): string {
  let names: Names | undefined
  const render = (text: unknown) => {
    const clean = cleanText(text)
    if (!mayHoldMarkup(clean)) return clean
    names ??= {...reading.names, user: (id) => mentionedName(id, raw.mentions) ?? reading.names.user(id)}
    return renderMarkup(clean, names)
  }
  const {embeds} = reading.options
  const isWanted = klass === 'poll' || embeds === 'all' || (embeds === 'bots' && isProgram)
  const parts = [render(raw.content)]
  if (raw.forwardedMessage) parts.push(forwardedText(raw.forwardedMessage, render, embeds !== 'none'))
  for (const embed of isWanted ? listOf(raw.embeds) : []) parts.push(render(pollResultText(embed) ?? embedText(embed)))
  return parts.filter((part) => part.trim() !== '').join('\n')
}

export function messageAttachments(raw: RawMessage, holder: string, reading: Reading): Attachment[] {
  const own = attachmentsOf(raw, holder, reading)
  return raw.forwardedMessage ? [...own, ...attachmentsOf(raw.forwardedMessage, holder, reading)] : own
}

export function isEmptySnapshot(raw: RawSnapshot): boolean {
  if (cleanText(raw.content).trim() !== '') return false
  const parts: ReadonlyArray<readonly unknown[] | null | undefined> = [raw.attachments, raw.embeds, raw.stickers]
  return parts.every((part) => listOf(part).length === 0)
}

function forwardedText(snapshot: RawSnapshot, render: (text: unknown) => string, embeds: boolean): string {
  const content = render(snapshot.content)
  // Nobody is named as the author, so a bot's embed cannot be told from a link preview: it counts when nothing else is there.
  const body =
    content.trim() === '' && embeds
      ? listOf<RawEmbed>(snapshot.embeds)
          .map((embed) => render(embedText(embed)))
          .join('\n')
      : content
  return `[forwarded] ${body}`.trimEnd()
}

function attachmentsOf(part: RawSnapshot, holder: string, reading: Reading): Attachment[] {
  const files = listOf(part.attachments).map(({fileName, url}) => {
    const address = cleanText(url)
    return attachment(cleanText(fileName) || fileNameOf(address), attachmentUri(address, holder, reading.hasFile))
  })
  const stickers = listOf(part.stickers).map(
    ({name}): Attachment => ({kind: 'sticker', name: cleanText(name) || 'sticker'}),
  )
  return [...files, ...stickers]
}
