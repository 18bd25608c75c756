import type {Attachment} from '@everport/plugin-kit'
import {findClass, type HtmlElement, labelText} from './html-elements.js'
import {htmlMedia, NO_MEDIA} from './html-media.js'
import {htmlRichText} from './html-rich-text.js'
import {htmlText} from './html-text.js'

/** One entry of a page of messages. */
export type HtmlEntry = {kind: 'day'; day: string} | {kind: 'note'} | HtmlEvent | HtmlMessage

/** A service line. `isUnsupported`: it stands for a message that the writer did not know. */
export interface HtmlEvent {
  kind: 'event'
  id: string
  text: string
  isUnsupported: boolean
}

export interface HtmlMessage {
  kind: 'message'
  id: string
  /** `01.07.2023 12:00:00 UTC+01:00`. */
  date: string
  /** Undefined when the message continues the run of the one before. */
  from: string | undefined
  /** Continues the run: whatever it does not say, the message before did. */
  isJoined: boolean
  /** `author` undefined: as in the message before. */
  forwarded: {author: string | undefined} | undefined
  replyTo: string | undefined
  text: string
  attachments: Attachment[]
  call: string | undefined
  signature: string
}

const DAY =
  /^(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})$/
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
/** Dates between messages count down from -1; messages of a group before its upgrade count up from -1,000,000,000. */
const FIRST_NOTE = -100_000_000
const UNSUPPORTED = /^This message is not supported by this version of Telegram/

/** True for the elements of a page that are entries of its history. */
export function isEntry({classes, attributes}: HtmlElement): boolean {
  return classes.includes('message') && /^message-?\d+$/.test(attributes.id ?? '')
}

/** @param keepPhone keep the numbers of shared contacts */
export function readEntry(element: HtmlElement, keepPhone: boolean): HtmlEntry {
  const id = (element.attributes.id ?? '').slice('message'.length)
  return element.classes.includes('service') ? readService(element, id) : readMessage(element, id, keepPhone)
}

function readService(element: HtmlElement, id: string): HtmlEntry {
  const text = labelText(findClass(element, 'body'))
  const day = DAY.exec(text)
  if (day) {
    const month = MONTHS.indexOf(day[2]!.slice(0, 3)) / 3 + 1
    return {kind: 'day', day: `${day[1]!.padStart(2, '0')}.${String(month).padStart(2, '0')}.${day[3]} 00:00:00`}
  }
  const number = Number(id)
  if (number < 0 && number > FIRST_NOTE) return {kind: 'note'}
  return {kind: 'event', id, text, isUnsupported: UNSUPPORTED.test(text)}
}

function readMessage(element: HtmlElement, id: string, keepPhone: boolean): HtmlMessage {
  const body = findClass(element, 'body') ?? element
  const forwardedBody = findForwarded(body)
  const content = forwardedBody ?? body
  const rich = findClass(content, 'rich_message')
  // The media of a rich message are lines of its text.
  const media = rich ? NO_MEDIA : htmlMedia(content, keepPhone)
  const textElement = findClass(content, 'text', isMedia)
  const text = rich ? htmlRichText(rich) : textElement ? htmlText(textElement) : ''
  const from = findClass(body, 'from_name', isForwarded)
  const author = forwardedBody && findClass(forwardedBody, 'from_name')
  return {
    kind: 'message',
    id,
    date: findClass(body, 'date', isForwarded)?.attributes.title ?? '',
    from: from && personName(from),
    isJoined: element.classes.includes('joined'),
    forwarded: forwardedBody && {author: author && personName(author)},
    replyTo: replyTarget(findClass(content, 'reply_to')),
    text: [text, media.text].filter((part) => part !== '').join('\n'),
    attachments: media.attachments,
    call: media.call,
    signature: labelText(findClass(content, 'signature')),
  }
}

/** The picture beside a forward has the class too. */
function findForwarded(body: HtmlElement): HtmlElement | undefined {
  return body.children.find(
    (child) => typeof child !== 'string' && child.classes.includes('forwarded') && child.classes.includes('body'),
  ) as HtmlElement | undefined
}

function isForwarded({classes}: HtmlElement): boolean {
  return classes.includes('forwarded')
}

function isMedia({classes}: HtmlElement): boolean {
  return classes.includes('media_wrap') || classes.includes('reactions')
}

/** `News via @gif 30.06.2023 09:00:00` -> `News`: the bot and the original date are not part of the name. */
function personName(element: HtmlElement): string {
  return labelText(element, ({classes}) => classes.includes('date')).replace(/(?<! ) +via @\w+$/, '')
}

/** A link without a target in this chat is an answer to another chat. */
function replyTarget(element: HtmlElement | undefined): string | undefined {
  if (!element) return undefined
  const link = element.children.find((child) => typeof child !== 'string' && child.name === 'a') as
    | HtmlElement
    | undefined
  return /#go_to_message(-?\d+)$/.exec(link?.attributes.href ?? '')?.[1]
}
