import type {InputFile} from '@everport/plugin-kit'
import {headText} from '../find-exports.js'
import {findClass, type HtmlElement, htmlElements, labelText} from './html-elements.js'

/** The title of the pages of a chat, which is its name, by the first page that has one; '' when none has. */
export async function chatTitle(pages: readonly InputFile[]): Promise<string> {
  for (const page of pages) {
    const title = await pageTitle(page)
    if (title !== '') return title
  }
  return ''
}

async function pageTitle(page: InputFile): Promise<string> {
  async function* head() {
    yield Buffer.from(await headText(page))
  }
  for await (const [header] of htmlElements(head(), isPageHeader)) {
    if (header) return headerTitle(header)
  }
  return ''
}

export function isPageHeader({classes}: HtmlElement): boolean {
  return classes.includes('page_header')
}

export function headerTitle(header: HtmlElement | undefined): string {
  return labelText(header && findClass(header, 'text'))
}
