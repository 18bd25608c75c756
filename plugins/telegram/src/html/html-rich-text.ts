import {fencedCode} from '../markup.js'
import {findClass, type HtmlElement, labelText} from './html-elements.js'
import {htmlText} from './html-text.js'

/** Elements that hold one line of text each. */
const LINES = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'footer',
  'address',
  'summary',
  'cite',
  'caption',
  'figcaption',
])
const MEDIA = new Set(['photo', 'video', 'audio', 'file', 'map'])

/** A rich message of a bot (7.x) as lines, alike to what its JSON gives. */
export function htmlRichText(element: HtmlElement): string {
  return joinLines(element.children.map((child) => (typeof child === 'string' ? '' : blockText(child))))
}

function blockText(element: HtmlElement): string {
  const kind = element.attributes['data-rich-kind'] ?? ''
  if (MEDIA.has(kind)) return joinLines([`[${kind}]`, labelText(findClass(element, 'rich_caption'))])
  if (element.classes.includes('rich_fallback')) return ''
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
      (LINES.has(child.name) || /^(?:ul|ol|table|tbody|tr|pre|div|blockquote|aside|details|hr)$/.test(child.name)),
  )
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
