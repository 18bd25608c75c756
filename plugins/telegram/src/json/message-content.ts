import type {Attachment} from '@everport/plugin-kit'
import {attachmentsOf} from '../attachments.js'
import {plainText} from '../markup.js'
import type {MediaPaths} from '../media-paths.js'
import type {RawMessage} from '../raw.js'
import {nameOf} from '../text/event-text.js'
import {forwardedText} from '../text/forwarded-text.js'
import {listText} from '../text/list-text.js'
import {richText} from '../text/rich-message.js'

export interface MessageContent {
  text: string
  attachments?: Attachment[]
}

/** What an ordinary message says, or undefined when it says nothing. */
export function messageContent(
  raw: RawMessage,
  options: {phoneNumbers: boolean},
  media: MediaPaths,
): MessageContent | undefined {
  let text = typeof raw.text === 'string' ? raw.text : plainText(raw.text)
  if (raw.rich_message !== undefined) text = richText(raw.rich_message) || text
  if (raw.poll !== undefined || raw.todo_list !== undefined) {
    text = [text, listText(raw.poll, raw.todo_list) ?? ''].filter((part) => part !== '').join('\n')
  }
  // The HTML export has line breaks in their place.
  if (text.includes('\u2028') || text.includes('\u2029')) text = text.replace(/[\u2028\u2029]/g, '\n')
  const found = attachmentsOf(raw, options.phoneNumbers)
  if (text === '' && !found) return undefined
  if (raw.forwarded_from !== undefined) text = forwardedText(nameOf(raw.forwarded_from), nameOf(raw.from), text)
  return found ? {text, attachments: media.resolve(found)} : {text}
}
