import {fencedCode} from '../markup.js'
import {asObject, asText} from '../raw.js'
import {linkText} from './link-text.js'

/** Deeper nesting than any client makes; hostile files end here instead of on the stack. */
const DEEPEST = 64

/**
 * `rich_message` (7.x) -> text, depth first, one block a line. It replaces `text`, which is missing then (export_output_json.cpp of Telegram Desktop).
 * @returns '' when there are only blocks that say nothing
 */
export function richText(message: unknown): string {
  return blocksText(asObject(message)?.blocks, 0)
}

function blocksText(blocks: unknown, depth: number): string {
  if (!Array.isArray(blocks) || depth > DEEPEST) return ''
  return joinLines(blocks.map((block) => blockText(asObject(block), depth + 1)))
}

function joinLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}

function blockText(block: Record<string, unknown> | undefined, depth: number): string {
  if (!block || depth > DEEPEST) return ''
  switch (block.type) {
    case 'code':
      return fencedCode(inline(block.text, depth), asText(block.language))
    case 'list':
      return listLines(block, depth)
    case 'table':
      return joinLines([inline(block.title, depth), ...tableLines(block.rows, depth)])
    case 'quote':
      return joinLines([content(block, depth), caption(block.caption, depth)])
    case 'math':
      return asText(block.formula) || asText(block.source) || inline(block.text, depth)
    case 'photo':
    case 'video':
    case 'audio':
    case 'file':
    case 'map':
    case 'input_map':
      return joinLines([
        `[${block.type === 'input_map' ? 'map' : block.type}]`,
        asText(block.url),
        caption(block.caption, depth),
      ])
    case 'author_date':
      return inline(block.author, depth)
    case 'embed_post':
      return joinLines([
        asText(block.author),
        asText(block.url),
        blocksText(block.blocks, depth),
        caption(block.caption, depth),
      ])
    case 'related_articles':
      return joinLines([inline(block.title, depth), ...articleLines(block.articles)])
    case 'channel':
      return channelText(asObject(block.channel))
    case 'divider':
    case 'anchor':
    case 'button_row':
    case 'unsupported':
      return ''
    default:
      // Everything else, and what newer versions add: whatever of it is text.
      return joinLines([
        inline(block.title, depth),
        content(block, depth),
        asText(block.url),
        blocksText(block.items, depth),
        blockText(asObject(block.block), depth + 1),
        caption(block.caption, depth),
      ])
  }
}

function content(block: Record<string, unknown>, depth: number): string {
  return joinLines([inline(block.text, depth), blocksText(block.blocks, depth)])
}

function caption(value: unknown, depth: number): string {
  const parts = asObject(value)
  return parts ? joinLines([inline(parts.text, depth), inline(parts.credit, depth)]) : ''
}

function articleLines(articles: unknown): string[] {
  if (!Array.isArray(articles)) return []
  return articles.map((raw) => {
    const article = asObject(raw)
    return joinLines([asText(article?.title), asText(article?.description), asText(article?.url)])
  })
}

function channelText(channel: Record<string, unknown> | undefined): string {
  const username = asText(channel?.username)
  return `${asText(channel?.title) || 'Channel'}${username === '' ? '' : ` (@${username})`}`
}

const TASK: Readonly<Record<string, string>> = {checked: '[x] ', unchecked: '[ ] '}

function listLines(block: Record<string, unknown>, depth: number): string {
  if (!Array.isArray(block.items)) return ''
  return joinLines(
    block.items.map((raw, index) => {
      const item = asObject(raw)
      if (!item) return ''
      const number = asText(item.num) || asText(item.value) || String(index + 1)
      const marker = block.kind === 'ordered' ? `${number.replace(/\.$/, '')}. ` : '- '
      const text = content(item, depth)
      return text === '' ? '' : `${marker}${TASK[asText(item.task_state)] ?? ''}${text.replaceAll('\n', '\n  ')}`
    }),
  )
}

function tableLines(rows: unknown, depth: number): string[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row) => {
    const cells = asObject(row)?.cells
    return Array.isArray(cells)
      ? cells.map((cell) => inline(asObject(cell)?.text, depth).replaceAll('\n', ' ')).join(' | ')
      : ''
  })
}

/** A rich text node: `{type, text}` where `text` is a string, a node or a list of nodes. */
function inline(node: unknown, depth: number): string {
  if (typeof node === 'string') return node
  if (depth > DEEPEST) return ''
  if (Array.isArray(node)) return node.map((part) => inline(part, depth + 1)).join('')
  const parts = asObject(node)
  if (!parts) return ''
  const text = inline(parts.text, depth + 1)
  if (parts.type === 'text_link') return linkText(text, asText(parts.href))
  return text === '' ? asText(parts.source) : text
}
