import {asList, asObject, asText} from '../loose.js'
import {plainText} from '../markup.js'
import type {EmojiStyle, Names} from './names.js'
import {richText} from './rich-text.js'

type Raw = Readonly<Record<string, unknown>>

/**
 * The content of Block Kit blocks as lines of text (https://docs.slack.dev/reference/block-kit/blocks). Buttons, menus and inputs
 * are controls, not content: their labels are used only when nothing else is there.
 */
export function blocksText(blocks: unknown, names: Names, emoji: EmojiStyle): string {
  const list = asList(blocks)
  const content = list.map((block) => blockText(block, names, emoji)).filter((text) => text !== '')
  if (content.length > 0) return content.join('\n')
  return list
    .flatMap((block) => asList(asObject(block)?.elements))
    .map((element) => textObject(asObject(element)?.text, names, emoji))
    .filter((label) => label !== '')
    .map((label) => `[${label}]`)
    .join(' ')
}

/** True when there is a block of another kind than the rich text that people's messages are made of. */
export function hasLayout(blocks: unknown): boolean {
  return asList(blocks).some((block) => {
    const type = asObject(block)?.type
    return type !== 'rich_text' && type !== undefined
  })
}

function blockText(value: unknown, names: Names, emoji: EmojiStyle): string {
  const block = asObject(value)
  if (block === undefined) return ''
  const text = (part: unknown) => textObject(part, names, emoji)
  switch (block.type) {
    case 'rich_text':
      return richText(block, names, emoji)
    case 'section':
      return lines([text(block.text), ...asList(block.fields).map(text), imageText(block.accessory)])
    case 'context':
      return asList(block.elements)
        .map((element) => imageText(element) || text(element))
        .filter((part) => part !== '')
        .join(' ')
    case 'image':
      return lines([text(block.title) || imageText(block)])
    case 'table':
      return tableText(block, names, emoji)
    case 'video':
      return lines([text(block.title), text(block.description), asText(block.title_url) ?? ''])
    case 'actions':
    case 'input':
    case 'divider':
      return ''
    default:
      // header, markdown, task_card, plan, and what Slack adds next: whatever text they carry.
      return lines([text(block.title), text(block.text), blocksOf(block.blocks, names, emoji)])
  }
}

function blocksOf(blocks: unknown, names: Names, emoji: EmojiStyle): string {
  return lines(asList(blocks).map((block) => blockText(block, names, emoji)))
}

/** `{type: 'mrkdwn' | 'plain_text', text}`, or a bare string in newer blocks. */
function textObject(value: unknown, names: Names, emoji: EmojiStyle): string {
  const written = asText(value) ?? asText(asObject(value)?.text)
  return written === undefined ? '' : plainText(written, names, emoji)
}

function imageText(value: unknown): string {
  const image = asObject(value)
  return image?.type === 'image' ? (asText(image.alt_text) ?? '') : ''
}

function tableText(block: Raw, names: Names, emoji: EmojiStyle): string {
  const rows = asList(block.rows).map((row) =>
    asList(row).map((cell) => blockText(cell, names, emoji) || textObject(cell, names, emoji)),
  )
  return lines(rows.map((cells) => cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')))
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n')
}
