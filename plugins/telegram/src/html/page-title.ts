import type {InputFile} from '@everport/plugin-kit'
import {HEAD} from '../find-exports.js'
import {findClass, type HtmlElement, htmlElements, labelText} from './html-elements.js'

/** The title of a page of messages, which is the name of its chat; '' when it has none. */
export async function pageTitle(page: InputFile): Promise<string> {
  async function* head() {
    yield await page.head(HEAD)
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
