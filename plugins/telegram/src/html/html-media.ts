import type {Attachment} from '@everport/plugin-kit'
import {baseName, coordinates, SECRET_FILE, writtenName} from '../attachments.js'
import {durationText} from '../text/duration-text.js'
import {pollText, todoText} from '../text/list-text.js'
import {findAllClass, findClass, type HtmlElement, labelText} from './html-elements.js'
import {htmlText} from './html-text.js'
import {printedAmount} from './printed-amount.js'

export interface HtmlMedia {
  attachments: Attachment[]
  /** Polls and to-do lists are text. */
  text: string
  /** A phone call: how it went. */
  call?: string
}

export const NO_MEDIA: Readonly<HtmlMedia> = {attachments: [], text: ''}

/** What the `media_wrap` of a message shows. Addresses stay as written. */
export function htmlMedia(container: HtmlElement, keepPhone: boolean): HtmlMedia {
  const media: HtmlMedia = {attachments: [], text: ''}
  for (const wrap of findAllClass(container, 'media_wrap')) {
    const call = findClass(wrap, 'media_call')
    const list = findClass(wrap, 'media_poll')
    if (call) media.call = labelText(findClass(call, 'status'))
    else if (list) media.text = listText(list)
    else {
      const attachment = shownFile(wrap) ?? namedFile(wrap, keepPhone)
      if (attachment) media.attachments.push(attachment)
    }
  }
  return media
}

/** Pictures, videos and stickers that are there are shown by a small image. */
function shownFile(wrap: HtmlElement): Attachment | undefined {
  const link = (wanted: string) => findClass(wrap, wanted)
  const photo = link('photo_wrap')
  if (photo) return withUri({kind: 'image', name: 'photo'}, photo)
  const video = link('video_file_wrap')
  if (video)
    return withUri(
      {kind: 'video', name: `video ${duration(labelText(findClass(video, 'video_duration')))}`.trim()},
      video,
    )
  const animation = link('animated_wrap')
  if (animation) return withUri({kind: 'video', name: 'GIF'}, animation)
  const sticker = link('sticker_wrap')
  return sticker ? withUri({kind: 'sticker', name: ''}, sticker) : undefined
}

/** Everything else is a box with a title, a description and a status line. */
function namedFile(wrap: HtmlElement, keepPhone: boolean): Attachment | undefined {
  const giveaway = findClass(wrap, 'media_giveaway')
  if (giveaway) {
    const isOver = /^Winners? Selected/.test(labelText(findClass(giveaway, 'section_title')))
    return {kind: 'other', name: isOver ? 'giveaway results' : 'giveaway'}
  }
  const box = findClass(wrap, 'media')
  if (!box) return undefined
  const title = labelText(findClass(box, 'title'))
  const status = labelText(findClass(box, 'status'))
  const length = duration(status)
  const uri = box.attributes.href ?? ''
  const kind = box.classes.find((name) => name.startsWith('media_')) ?? ''
  switch (kind) {
    case 'media_photo':
      if (title === 'Sticker') return withUri({kind: 'sticker', name: status.replace(/,? ?[\d.]+ [KMGT]?B$/, '')}, box)
      return withUri({kind: 'image', name: title.toLowerCase()}, box)
    case 'media_video':
      if (title === 'Animation') return withUri({kind: 'video', name: 'GIF'}, box)
      if (title === 'Self-destructing video') return SECRET_FILE
      return withUri({kind: 'video', name: `${title.replace(/ file$/, '').toLowerCase()} ${length}`.trim()}, box)
    case 'media_voice_message':
      return withUri({kind: 'audio', name: `voice message ${length}`.trim()}, box)
    case 'media_audio_file':
      return withUri(
        {kind: 'audio', name: title === 'Audio file' ? writtenName(uri) || `audio ${length}`.trim() : title},
        box,
      )
    case 'media_file':
      return withUri({kind: 'file', name: title === 'File' ? baseName(uri) || 'file' : title}, box)
    case 'media_contact':
      return {kind: 'contact', name: keepPhone ? `${title} ${status.replace(/ - vCard$/, '')}`.trim() : title}
    case 'media_location':
    case 'media_live_location':
    case 'media_venue':
      return location(kind, title, labelText(findClass(box, 'description')), uri)
    case 'media_game':
      return {kind: 'other', name: `game ${title}`.trim()}
    case 'media_invoice':
      return {kind: 'other', name: priceTag(title, status)}
    default:
      return {kind: 'other', name: [title, status].filter((part) => part !== '').join(', ')}
  }
}

/** The coordinates stand in the link to a map: `https://maps.google.com/maps?q=41.311194,69.279725&ll=...`. */
function location(kind: string, title: string, address: string, map: string): Attachment {
  const [latitude, longitude] = (/[?&]q=(-?[\d.]+),(-?[\d.]+)/.exec(map) ?? []).slice(1).map(Number)
  const spot = coordinates(latitude, longitude)
  if (kind !== 'media_venue')
    return {kind: 'location', name: `${kind === 'media_location' ? '' : 'live '}${spot}`.trim()}
  const place = [title, address].filter((part) => part !== '').join(', ')
  return {kind: 'location', name: spot === '' ? place : `${place} (${spot})`}
}

function listText(list: HtmlElement): string {
  const question = findClass(list, 'question')
  const title = question ? htmlText(question) : ''
  const kind = labelText(findClass(list, 'details', ({classes}) => classes.includes('answer')))
  const answers = findAllClass(list, 'answer').map((answer) => {
    const votes = Number.parseInt(labelText(findClass(answer, 'details')), 10)
    const rest = {
      ...answer,
      children: answer.children.filter((child) => typeof child === 'string' || !child.classes.includes('details')),
    }
    return {text: htmlText(rest).replace(/^- /, '').replace(/ $/, ''), voters: Number.isNaN(votes) ? 0 : votes}
  })
  if (kind === 'To-do List')
    return todoText(
      title,
      answers.map(({text}) => text),
    )
  return pollText(title, kind === 'Final results', answers)
}

function withUri(attachment: Attachment, link: HtmlElement): Attachment {
  const uri = link.attributes.href ?? ''
  return uri === '' ? attachment : {...attachment, uri}
}

/** Paid media stand in the box of an invoice that has no title. */
function priceTag(title: string, status: string): string {
  if (title === '') return `paid media, ${status.replace(/\D/g, '')} stars`
  return `invoice ${[title, printedAmount(status)].filter((part) => part !== '').join(', ')}`
}

/** `00:12, 30.1 KB` -> `0:12`; '' for no length, which the JSON leaves out. */
function duration(status: string): string {
  const match = /^(?:(\d+):)?(\d+):(\d\d)(?!\d)/.exec(status)
  const seconds = match ? Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3]) : 0
  return seconds === 0 ? '' : durationText(seconds)
}
