import {asList, asObject, asText} from '../loose.js'
import {isoTime, linkWithLabel} from '../markup.js'
import {emojiOf, emojiOfCode} from './emoji.js'
import type {EmojiStyle, Names} from './names.js'

type Raw = Readonly<Record<string, unknown>>

/**
 * A `rich_text` block as text. Its leaves hold text unescaped, so nothing is resolved twice. Marks other than code are left out.
 *
 *   rich_text > rich_text_section | rich_text_list | rich_text_quote | rich_text_preformatted > text, link, user, emoji ...
 */
export function richText(block: Raw, names: Names, emoji: EmojiStyle): string {
  const parts: string[] = []
  const counters: number[] = []
  for (const value of asList(block.elements)) {
    const element = asObject(value)
    if (element === undefined) continue
    if (element.type === 'rich_text_list') parts.push(listText(element, counters, names, emoji))
    else {
      counters.length = 0
      parts.push(sectionText(element, names, emoji))
    }
  }
  return parts.filter((part) => part !== '').join('\n')
}

function sectionText(element: Raw, names: Names, emoji: EmojiStyle): string {
  const text = inlineText(element, names, emoji)
  if (text === '') return ''
  if (element.type === 'rich_text_preformatted') return `\`\`\`\n${text}\n\`\`\``
  if (element.type === 'rich_text_quote') return text.replace(/^/gm, '> ')
  return text.replace(/\n$/, '')
}

/**
 * Slack writes a nested list as one flat list per run of equal `indent`: the numbers of an outer list go on after the inner one.
 * `counters[indent]` holds how many items stand so far.
 */
function listText(list: Raw, counters: number[], names: Names, emoji: EmojiStyle): string {
  const indent = Math.min(wholeNumber(list.indent), 20)
  counters.length = Math.min(counters.length, indent + 1)
  const items = asList(list.elements).map((item) => {
    counters[indent] = (counters[indent] ?? (Math.trunc(Number(list.offset ?? 0)) || 0)) + 1
    const mark = list.style === 'ordered' ? `${counters[indent]}.` : '-'
    return `${'  '.repeat(indent)}${mark} ${inlineText(asObject(item) ?? {}, names, emoji)}`
  })
  return items.join('\n')
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0
}

function inlineText(element: Raw, names: Names, emoji: EmojiStyle): string {
  let text = ''
  for (const leaf of asList(element.elements)) text += leafText(asObject(leaf) ?? {}, names, emoji)
  return text
}

function leafText(leaf: Raw, names: Names, emoji: EmojiStyle): string {
  switch (leaf.type) {
    case 'text': {
      const text = asText(leaf.text) ?? ''
      return asObject(leaf.style)?.code === true && text.trim() !== '' ? `\`${text}\`` : text
    }
    case 'link':
      return linkWithLabel(asText(leaf.url) ?? '', asText(leaf.text) ?? '')
    case 'user':
      return personMention(asText(leaf.user_id) ?? '', names)
    case 'channel':
      return `#${names.channel(asText(leaf.channel_id) ?? '') ?? asText(leaf.channel_id) ?? ''}`
    case 'usergroup':
      return `@${asText(leaf.usergroup_id) ?? ''}`
    case 'broadcast':
      return `@${asText(leaf.range) ?? 'channel'}`
    case 'emoji':
      return emojiLeaf(leaf, emoji)
    case 'date':
      return asText(leaf.fallback) ?? isoTime(String(leaf.timestamp ?? ''))
    case 'color':
      return asText(leaf.value) ?? ''
    default:
      return asText(leaf.text) ?? asText(leaf.fallback) ?? asText(leaf.url) ?? ''
  }
}

function personMention(id: string, names: Names): string {
  return `@${names.person(id) ?? id}`
}

function emojiLeaf(leaf: Raw, emoji: EmojiStyle): string {
  const name = asText(leaf.name) ?? ''
  const tone = typeof leaf.skin_tone === 'number' ? String(leaf.skin_tone) : undefined
  if (emoji === 'unicode') {
    const code = asText(leaf.unicode)
    const found = (code === undefined ? undefined : emojiOfCode(code)) ?? emojiOf(name, tone)
    if (found !== undefined) return found
  }
  return tone === undefined ? `:${name}:` : `:${name}::skin-tone-${tone}:`
}
