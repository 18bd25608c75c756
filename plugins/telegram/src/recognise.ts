import {CHAT_TYPES} from './raw.js'

/** What the beginning of a file shows. */
export interface Recognised {
  form: 'account' | 'chat'
  sure: boolean
}

const TYPE = new RegExp(`"type"\\s*:\\s*"(?:${CHAT_TYPES.join('|')})"`)
const MESSAGES = /"messages"\s*:\s*\[/
const OTHERS: ReadonlyArray<[pattern: RegExp, what: string]> = [
  [/"_"\s*:\s*"(?:Message|messages\.)/, 'a dump of a Telegram client library (Telethon or Pyrogram)'],
  [/"update_id"\s*:\s*\d/, 'updates of a Telegram bot'],
]
const FOREIGN = [
  /"guild"\s*:\s*\{/,
  /"chatlab"\s*:\s*\{/,
  /"thread_path"\s*:/,
  /"sender_name"\s*:[^{}]*"timestamp_ms"\s*:/,
  /"timestamp_ms"\s*:[^{}]*"sender_name"\s*:/,
]

/** Judges a JSON file by its first bytes as text; the order of keys does not matter. */
export function recogniseJson(head: string): Recognised | undefined {
  const text = head.replace(/^\uFEFF?\s*/, '')
  if (!text.startsWith('{') || FOREIGN.some((pattern) => pattern.test(text)) || foreignDump(text) !== undefined)
    return undefined
  const account =
    /^\{\s*"about"\s*:\s*"[^"]*Telegram/.test(text) ||
    /"(?:personal_information|frequent_contacts|left_chats)"\s*:\s*\{/.test(text)
  const chats = /"(?:left_)?chats"\s*:\s*\{[^[{]*"list"\s*:\s*\[/.test(text)
  if (account) return {form: 'account', sure: true}
  const messages = MESSAGES.test(text)
  const fields = /"date_unixtime"\s*:\s*"\d/.test(text) && /"from(?:_id)?"\s*:/.test(text)
  if (chats && (TYPE.test(text) || (messages && fields))) return {form: 'account', sure: TYPE.test(text)}
  if (!messages) return undefined
  if (TYPE.test(text)) return {form: 'chat', sure: true}
  if (fields) return {form: 'chat', sure: /"from_id"\s*:\s*"(?:user|channel)\d/.test(text)}
  return undefined
}

/** What else of Telegram's world this is, when it is not an export. */
export function foreignDump(head: string): string | undefined {
  return OTHERS.find(([pattern]) => pattern.test(head))?.[1]
}

/** Judges an HTML file by its first bytes. People run these files through formatters, so nothing is said about layout. */
export function recogniseHtml(head: string): boolean {
  if (!/<html[\s>]/i.test(head)) return false
  const title = /<title>\s*Exported Data\s*<\/title>/i.test(head)
  const script = /CheckLocation\(\)/.test(head)
  return (title || script) && /class="[^"]*\bpage_wrap\b/.test(head)
}

/** True for a page of messages; lists and the start page of an account export have no history. */
export function isChatPage(head: string): boolean {
  return recogniseHtml(head) && /class="[^"]*\b(?:history|chat_page)\b/.test(head)
}
