import {asObject, asText} from '../loose.js'
import type {RawMessage} from '../raw.js'

/** `<@U1|al> uploaded a file: <https://…|chart.png> and commented: look at this` */
const FILE_SHARE = /^<@[^<>]*> (?:uploaded|shared|mentioned) an? [\w ]+: <[^<>]*>(?: and commented: ([\s\S]*))?$/
/** `<@U1|al> set the channel topic: Spring` */
const LEADING_AUTHOR = /^<@[^<>]*> (?:has )?/

/**
 * The words a person typed, where Slack wrote a sentence around them: the comment on a file, else the text as it is.
 * Still in mrkdwn.
 */
export function ownWords(message: RawMessage): string {
  const comment = asObject(message.comment)
  if (message.subtype === 'file_comment' && comment !== undefined) return asText(comment.comment) ?? ''
  const text = asText(message.text) ?? ''
  if (message.subtype !== 'file_share' || !text.startsWith('<@')) return text
  const generated = FILE_SHARE.exec(text)
  if (generated === null) return text
  return asText(asObject(asObject(message.file)?.initial_comment)?.comment) ?? generated[1] ?? ''
}

/** The text of a generated note without its author, who is the sender: `set the channel topic: Spring`. */
export function eventText(message: RawMessage): string {
  if (message.subtype === 'huddle_thread' || message.subtype === 'sh_room_created') return 'started a huddle'
  return (asText(message.text) ?? '').replace(LEADING_AUTHOR, '')
}
