import {plainText} from '../markup.js'
import type {HtmlElement} from './html-elements.js'

type Part = string | {type: 'pre' | 'text_link'; text: string; href?: string; language?: string}

/** What stands in a rich message for something that is no text, and the earlier version of a text. */
const SILENT = new Set(['rich_inline_fallback', 'rich_diff_previous'])

/** Stands for a line break of the page's own layout: a noncharacter, which no text holds. */
const FOLD = '\uFFFF'

/**
 * Formatted text of a page -> the plain text that the JSON export of the same message gives. The writer puts a text between
 * two line breaks of its own and writes those of the author as `<br>`.
 */
export function htmlText(element: HtmlElement): string {
  const parts: Part[] = []
  collect(element, parts)
  const joined = joinStrings(parts)
  return plainText(
    joined.map((part, i) => (typeof part === 'string' ? unfold(part, joined[i - 1], joined[i + 1]) : part)),
  )
}

function collect(element: HtmlElement, parts: Part[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') parts.push(fold(child))
    else if (child.classes.some((name) => SILENT.has(name))) continue
    else if (child.name === 'br') parts.push('\n')
    else if (child.name === 'pre') {
      parts.push({type: 'pre', text: literal(child), language: child.attributes['data-language'] ?? ''})
    } else if (child.name === 'a') parts.push({type: 'text_link', text: htmlText(child), href: addressOf(child)})
    else collect(child, parts)
  }
}

/** Blanks with a line break among them. Looked for in two steps: one pattern would take square time for a megabyte of blanks. */
function fold(text: string): string {
  return text.replace(/[ \t\r\n]+/g, (blanks) => (/[\r\n]/.test(blanks) ? FOLD : blanks))
}

/** Neighbouring strings become one, so that breaks at their seams are seen. */
function joinStrings(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}

/** The page's own breaks: nothing at the edges and beside a real break or code, elsewhere a blank, as a browser shows them. */
function unfold(text: string, before: Part | undefined, after: Part | undefined): string {
  let result = text.replace(/(?<!\uFFFF)\uFFFF*\n[\uFFFF\n]*/g, (run) => run.replaceAll(FOLD, ''))
  if (isEdge(before)) result = result.replace(/^\uFFFF+/, '')
  if (isEdge(after)) result = result.replace(/(?<!\uFFFF)\uFFFF+$/, '')
  return result.replace(/\uFFFF+/g, ' ')
}

function isEdge(neighbour: Part | undefined): boolean {
  return neighbour === undefined || (typeof neighbour !== 'string' && neighbour.type === 'pre')
}

/** Hashtags and commands have an empty `href`, custom emoji a path, buttons do something: none is an address. */
function addressOf({attributes, classes}: HtmlElement): string {
  const href = attributes.href ?? ''
  if (classes.includes('rich_button')) return ''
  return /^(?:[a-z][a-z0-9+.-]*:|[^/?#.]+\.[^/?#]*(?:[/?#]|$))/i.test(href) ? href : ''
}

/** Code: line breaks and blanks as they stand. */
function literal(element: HtmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : child.name === 'br' ? '\n' : literal(child)))
    .join('')
}
