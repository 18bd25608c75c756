import {fencedCode} from '../markup.js'
import {findClass, type HtmlElement, labelText} from './html-elements.js'
import {htmlText} from './html-text.js'

/** Elements that hold one line of text each. */
const LINES = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'footer', 'address', 'summary', 'cite', 'caption'])
/** By the name that the page has for them. */
const MEDIA: Readonly<Record<string, string>> = {
  photo: '[photo]',
  video: '[video]',
  audio: '[audio]',
  file: '[file]',
  map: '[map]',
  'input-map': '[map]',
  embed: '',
}

/** A rich message of a bot (7.x) as lines, alike to what its JSON gives. */
export function htmlRichText(element: HtmlElement): string {
  return joinLines(element.children.map((child) => (typeof child === 'string' ? '' : blockText(child))))
}

function blockText(element: HtmlElement): string {
  const kind = element.attributes['data-rich-kind'] ?? ''
  const medium = Object.hasOwn(MEDIA, kind) ? MEDIA[kind] : undefined
  if (medium !== undefined) return joinLines([medium, address(element), caption(element)])
  if (kind === 'button-row' || element.name === 'button' || element.classes.includes('rich_fallback')) return ''
  if (kind === 'author-date') return htmlText(withoutTime(element)).replace(/ ?\u2022 ?$/, '')
  if (kind === 'channel') return channelText(element)
  if (kind === 'embed-post') {
    const author = labelText(findClass(element, 'title'))
    const posted = findClass(element, 'rich_embed_post_blocks')
    return joinLines([author, address(element), posted ? htmlRichText(posted) : '', caption(element)])
  }
  if (element.name === 'article') {
    const description = findClass(element, 'rich_article_description') ?? findClass(element, 'description')
    const title = labelText(findClass(element, 'title'))
    return joinLines([title === 'Related article' ? '' : title, labelText(description), address(element)])
  }
  if (element.name === 'figcaption') return captionLines(element)
  if (element.classes.includes('rich_code'))
    return fencedCode(htmlText(element), element.attributes['data-language'] ?? '')
  if (LINES.has(element.name)) return htmlText(element)
  if (element.name === 'ul' || element.name === 'ol') return listText(element)
  if (element.name === 'tr') return cells(element)
  return holdsBlocks(element) ? htmlRichText(element) : htmlText(element)
}

function holdsBlocks(element: HtmlElement): boolean {
  return element.children.some(
    (child) =>
      typeof child !== 'string' &&
      (LINES.has(child.name) ||
        /^(?:ul|ol|table|tbody|tr|pre|div|blockquote|aside|details|hr|figure|section|article|figcaption)$/.test(
          child.name,
        )),
  )
}

/** The address that a medium or an article is from, which stands beside it or, where there is no picture, in its box. */
function address(element: HtmlElement): string {
  const isOwn = ({attributes, name}: HtmlElement) => attributes['data-rich-kind'] !== undefined || name === 'figcaption'
  const meta = findClass(element, 'rich_source_meta', isOwn) ?? findClass(element, 'rich_embed_post_meta', isOwn)
  if (meta) return labelText(meta)
  return element.attributes['data-rich-kind'] === 'embed' ? labelText(findClass(element, 'status')) : ''
}

/** The caption of this element, not of one inside it. */
function caption(element: HtmlElement): string {
  const own = element.children.find((child) => typeof child !== 'string' && child.name === 'figcaption')
  return typeof own === 'object' ? captionLines(own) : ''
}

function captionLines(element: HtmlElement): string {
  const parts = [findClass(element, 'rich_caption_text'), findClass(element, 'rich_caption_credit')]
  return joinLines(parts.map((part) => (part ? htmlText(part) : '')))
}

function withoutTime(element: HtmlElement): HtmlElement {
  return {...element, children: element.children.filter((child) => typeof child === 'string' || child.name !== 'time')}
}

/** `News` and `@newschannel, Channel`. */
function channelText(element: HtmlElement): string {
  const username = /^@\w+/.exec(labelText(findClass(element, 'status')))?.[0]
  return labelText(findClass(element, 'title')) + (username === undefined ? '' : ` (${username})`)
}

function listText(list: HtmlElement): string {
  const items = list.children.filter((child) => typeof child !== 'string' && child.name === 'li') as HtmlElement[]
  return joinLines(
    items.map((item, index) => {
      const content = findClass(item, 'rich_list_content') ?? item
      const text = holdsBlocks(content) ? htmlRichText(content) : htmlText(content)
      if (text === '') return ''
      const task = findClass(item, 'rich_task_marker')?.attributes['aria-checked']
      const number = (item.attributes['data-num'] || item.attributes.value || String(index + 1)).replace(/\.$/, '')
      const marker = list.name === 'ol' ? `${number}. ` : '- '
      return `${marker}${task === undefined ? '' : task === 'true' ? '[x] ' : '[ ] '}${text.replaceAll('\n', '\n  ')}`
    }),
  )
}

function cells(row: HtmlElement): string {
  return row.children
    .filter((child) => typeof child !== 'string')
    .map((cell) => htmlText(cell).replaceAll('\n', ' '))
    .join(' | ')
}

function joinLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}
