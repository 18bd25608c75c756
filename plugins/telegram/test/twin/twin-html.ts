import {type Part, type Peer, type TwinChat, type TwinMessage, two, type Writer, wallClock} from './twin-chat.js'
import {mediaBox} from './twin-html-media.js'
import {richBox} from './twin-html-rich.js'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** A block of the page: its content between two line breaks of the writer's own. */
export function div(classes: string, content: string, attributes = ''): string {
  return `\n     <div class="${classes}"${attributes}>\n${content}\n     </div>\n`
}

export function escaped(text: string): string {
  return text
    .replace(
      /[&<>"']/g,
      (character) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'})[character]!,
    )
    .replace(/[\n\u2028\u2029]/g, '<br>')
    .replace(/\p{Cc}/gu, (character) =>
      character < ' ' ? `&#x${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()};` : character,
    )
}

export function titleDate(date: number, writer: Writer): string {
  const [year, month, day, hour, minute, second] = wallClock(date, writer.zone) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return `${two(day)}.${two(month)}.${year} ${two(hour)}:${two(minute)}:${two(second)}${writer.offset === undefined ? '' : ` ${writer.offset}`}`
}

/** `messages.html`, `messages2.html`, ... of one chat. */
export function pagesOf(chat: TwinChat, writer: Writer): Record<string, string> {
  const {perPage = 1000} = writer
  const pages: Record<string, string> = {}
  const lastIds: number[] = []
  let separator = 0
  for (let page = 0; page === 0 || page * perPage < chat.messages.length; page++) {
    const slice = chat.messages.slice(page * perPage, (page + 1) * perPage)
    let previous: TwinMessage | undefined
    const entries = slice.map((message) => {
      const day = dayText(message.date, writer)
      const line = previous === undefined || dayText(previous.date, writer) !== day ? service(--separator, day) : ''
      const entry = line + messageEntry(message, previous, chat, writer, (id) => linkTo(id, lastIds))
      previous = message
      return entry
    })
    const isLast = (page + 1) * perPage >= chat.messages.length
    if (slice.length > 0) lastIds.push(slice.at(-1)!.id)
    const before =
      page === 0 ? '' : `\n<a class="pagination block_link" href="${pageName(page - 1)}">\nPrevious messages\n</a>\n`
    const after = isLast
      ? ''
      : `\n<a class="pagination block_link" href="${pageName(page + 1)}">\nNext messages\n</a>\n`
    const history = slice.length === 0 ? service(-1, 'No exported messages') : entries.join('')
    pages[pageName(page)] = htmlPage(titleOf(chat.peer), before + history + after)
  }
  return pages
}

function pageName(index: number): string {
  return `messages${index === 0 ? '' : index + 1}.html`
}

function titleOf({first = '', last = ''}: Peer): string {
  return first === '' && last === '' ? 'Deleted Account' : `${first} ${last}`
}

export function htmlPage(title: string, history: string): string {
  return `<!DOCTYPE html>\n<html>\n\n <head>\n\n  <meta charset="utf-8"/>\n<title>Exported Data</title>\n  <link href="css/style.css" rel="stylesheet"/>\n </head>\n\n <body onload="CheckLocation();">\n\n  <div class="page_wrap">\n${div('page_header', div('content', div('text bold', escaped(title))))}\n   <div class="page_body chat_page">\n\n    <div class="history">\n${history}\n    </div>\n\n   </div>\n\n  </div>\n\n </body>\n\n</html>\n`
}

function dayText(date: number, {zone}: Writer): string {
  const [year, month, day] = wallClock(date, zone) as [number, number, number]
  return `${day} ${MONTHS[month - 1]} ${year}`
}

function linkTo(id: number, lastIds: readonly number[]): (text: string) => string {
  const page = lastIds.findIndex((last) => id <= last)
  const href = `${page === -1 ? '' : pageName(page)}#go_to_message${id}`
  return (text) => `<a href="${href}" onclick="return GoToMessage(${id})">${text}</a>`
}

function service(id: number, serialized: string): string {
  return div('message service', div('body details', serialized), ` id="message${id}"`)
}

const UNSUPPORTED = 'This message is not supported by this version of Telegram Desktop. Please update the application.'

function messageEntry(
  message: TwinMessage,
  previous: TwinMessage | undefined,
  chat: TwinChat,
  writer: Writer,
  link: (id: number) => (text: string) => string,
): string {
  const {id, action, from, forwarded, viaBot} = message
  if (message.isUnsupported) return service(id, UNSUPPORTED)
  if (action && !action.isCall) return service(id, escaped(action.sentence))
  const wrap = needsWrap(message, previous, writer)
  const original = forwarded?.savedFrom !== undefined
  const author = forwarded && composed(forwarded.peer ?? splitName(forwarded.name ?? ''))
  const via = viaBot === undefined ? '' : ` via @${viaBot}`
  let body = div(
    'pull_right date details',
    titleDate(message.date, writer).slice(11, 16),
    ` title="${titleDate(message.date, writer)}"`,
  )
  if (wrap) body += div('from_name', escaped(original ? author! : composed(from)) + (forwarded && !original ? '' : via))
  let content = ''
  if (message.replyTo !== undefined) {
    const target =
      message.replyToPeer === undefined
        ? `In reply to ${link(message.replyTo)('this message')}`
        : 'In reply to a message in another chat'
    content += div('reply_to details', target)
  }
  content += mediaBox(message, chat, writer)
  if (message.rich) content += richBox(message.rich, id)
  else if (message.text && message.text.length > 0 && message.text.some(({text}) => text !== ''))
    content += div('text', htmlText(message.text, writer))
  if (message.hasButtons)
    content +=
      '\n<table class="bot_buttons_table">\n<tbody>\n<tr>\n<td class="bot_button_row">\n<div class="bot_button">\n<a onclick="return ShowTextCopied(1);">\n<div>\nOK\n</div>\n</a>\n</div>\n</td>\n</tr>\n</tbody>\n</table>\n'
  if (message.signature) content += div('signature details', escaped(message.signature))
  if (forwarded && !original) {
    const isNamed = wrap || forwarded.peer === undefined || !forwarded.peer.id.startsWith('user')
    const when = `<span class="date details" title="${titleDate(forwarded.date, writer)}"> ${titleDate(forwarded.date, writer)}</span>`
    const picture = isNamed
      ? div('pull_left forwarded userpic_wrap', div('userpic userpic1', div('initials', 'E')))
      : ''
    content =
      picture + div('forwarded body', (isNamed ? div('from_name', escaped(author!) + via + when) : '') + content)
  }
  if (message.hasReactions)
    content +=
      '\n<span class="reactions">\n<span class="reaction">\n<span class="emoji">\n👍\n</span>\n<span class="count">\n2\n</span>\n</span>\n</span>\n'
  const picture = wrap ? div('pull_left userpic_wrap', div('userpic userpic1', div('initials', 'A'))) : ''
  return div(
    `message default clearfix${wrap ? '' : ' joined'}`,
    picture + div('body', body + content),
    ` id="message${id}"`,
  )
}

function composed({first = '', last = ''}: Pick<Peer, 'first' | 'last'>): string {
  return first === '' && last === '' ? 'Deleted Account' : `${first} ${last}`
}

function splitName(name: string): {first: string; last: string} {
  const [first = '', ...rest] = name.split(' ')
  return {first, last: rest.filter((word) => word !== '').join(' ')}
}

/** False where a message continues the run of the one before. */
function needsWrap(message: TwinMessage, previous: TwinMessage | undefined, writer: Writer): boolean {
  if (!previous || previous.isUnsupported || (previous.action && !previous.action.isCall)) return true
  const key = ({from, viaBot, forwarded, date}: TwinMessage) =>
    [
      from.id,
      viaBot,
      dayText(date, writer),
      forwarded !== undefined,
      forwarded?.savedFrom !== undefined,
      forwarded?.peer?.id,
      forwarded?.name,
    ].join('|')
  return key(message) !== key(previous) || Math.abs(message.date - previous.date) > (message.forwarded ? 1 : 900)
}

export function htmlText(parts: readonly Part[], writer: Writer): string {
  return parts.map((part) => htmlPart(part, writer)).join('')
}

const TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  pre: 'pre',
  underline: 'u',
  strikethrough: 's',
  blockquote: 'blockquote',
}

function htmlPart({type, text: raw, extra = ''}: Part, {checksLinks}: Writer): string {
  const text = escaped(raw)
  const tag = TAGS[type]
  if (tag !== undefined) return `<${tag}>${text}</${tag}>`
  const call = (name: string) => `<a href="" onclick="return ${name}(${escaped(`"${raw.slice(1)}"`)})">${text}</a>`
  const link = (address: string) => {
    const href = checksLinks ? checkedHref(address) : address
    return href === undefined ? text : `<a href="${escaped(href)}">${text}</a>`
  }
  switch (type) {
    case 'mention':
      return `<a href="https://t.me/${text.slice(1)}">${text}</a>`
    case 'hashtag':
      return call('ShowHashtag')
    case 'bot_command':
      return call('ShowBotCommand')
    case 'cashtag':
      return call('ShowCashtag')
    case 'link':
      return link(raw)
    case 'text_link':
      return link(extra)
    case 'email':
      return `<a href="mailto:${text}">${text}</a>`
    case 'phone':
      return `<a href="tel:${text}">${text}</a>`
    case 'mention_name':
      return `<a href="" onclick="return ShowMentionName()">${text}</a>`
    case 'spoiler':
      return `<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">${text}</span></span>`
    case 'custom_emoji':
      return /^\(|^$/.test(extra)
        ? `<a href="" onclick="return ShowNotLoadedEmoji();">${text}</a>`
        : `<a href = "${extra}">${text}</a>`
    default:
      return text
  }
}

/** Since 7.x: an address without a scheme is taken for a web address, and what no browser opens is not linked. */
function checkedHref(address: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`
  if (!/^(?:https?|mailto|tel|tg):/i.test(whole) || /%[01][0-9a-f]/i.test(whole)) return undefined
  try {
    return new URL(whole).href
  } catch {
    return undefined
  }
}

const LISTED = {
  personal_chat: 'private',
  bot_chat: 'bot',
  saved_messages: 'private',
  private_supergroup: 'group',
  private_channel: 'channel',
} as const

/** `lists/chats.html` of an account's export. */
export function chatListPage(chats: readonly TwinChat[]): string {
  const entries = chats.map(({type, peer, messages}, index) => {
    const name = type === 'saved_messages' ? 'Saved messages ' : composed(peer)
    const body =
      div('pull_right info details', LISTED[type]) +
      div('name bold', escaped(name)) +
      div('details_entry details', `${messages.length} messages`)
    return `\n<a class="entry block_link clearfix" href="../chats/chat_00${index + 1}/messages.html#allow_back">\n${div('body', body)}\n</a>\n`
  })
  return htmlPage('Chats', div('entry_list', entries.join(''))).replace('<div class="history">', '<div class="list">')
}
