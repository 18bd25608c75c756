import {isFields} from './fields.js'

/** The text of a message's content; what is not text has none. */
export function messageText(content: string | readonly unknown[]): string {
  if (typeof content === 'string') return content
  return content
    .map((item) => (isFields(item) && typeof item.text === 'string' ? item.text : ''))
    .filter((text) => text !== '')
    .join(' ')
}
