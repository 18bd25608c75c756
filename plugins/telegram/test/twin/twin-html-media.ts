import type {Media, TwinChat, TwinMessage, Writer} from './twin-chat.js'
import {div, escaped, htmlText} from './twin-html.js'

interface Box {
  classes: string
  title?: string
  description?: string
  status?: string
  link?: string | undefined
}

const SIZE = '12.1 KB'
const LEFT = {
  size: 'Exceeds maximum size, change data exporting settings to download.',
  type: 'Not included, change data exporting settings to download.',
  unavailable: 'Unavailable, please try again later.',
} as const

export function mediaBox({media, action}: TwinMessage, chat: TwinChat, writer: Writer): string {
  if (action?.isCall)
    return generic({classes: 'media_call success', title: chat.peer.first ?? '', status: action.sentence})
  return media === undefined ? '' : boxOf(media, writer)
}

function generic({classes, title, description, status, link}: Box): string {
  const line = (name: string, text: string | undefined) => (text ? div(name, escaped(text)) : '')
  const inner =
    div('fill pull_left', '') +
    div('body', line('title bold', title) + line('description', description) + line('status details', status))
  const box = link
    ? `\n<a class="media clearfix pull_left block_link ${classes}" href="${escaped(link)}">\n${inner}\n</a>\n`
    : div(`media clearfix pull_left ${classes}`, inner)
  return div('media_wrap clearfix', box)
}

function shown(classes: string, path: string, inner: string): string {
  return div(
    'media_wrap clearfix',
    `\n<a class="${classes} clearfix pull_left" href="${escaped(path)}">\n${inner}\n<img class="photo" style="width: 1px" src="${escaped(path)}_thumb.jpg"/>\n</a>\n`,
  )
}

/** `00:12`, `1:01:01`. */
function duration(seconds = 0): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function boxOf(media: Media, writer: Writer): string {
  switch (media.kind) {
    case 'photo':
      if (media.secret)
        return generic({
          classes: 'media_photo',
          title: 'Self-destructing photo',
          status: 'Please view it on your mobile',
        })
      if (media.path !== undefined && writer.thumbs) return shown('photo_wrap', media.path, '')
      return generic({
        classes: 'media_photo',
        title: 'Photo',
        status: media.path === undefined ? `640x480, ${SIZE}` : '640x480',
        link: media.path,
        description: media.path === undefined ? LEFT.type : '',
      })
    case 'file':
      return fileBox(media, writer)
    case 'contact':
      return generic({
        classes: 'media_contact',
        title: `${media.first} ${media.last}`,
        status: `${media.phone}${media.vcard === undefined ? '' : ' - vCard'}`,
        link: media.vcard,
      })
    case 'place': {
      const {latitude, longitude, title, address, live} = media
      const link =
        latitude === undefined
          ? undefined
          : `https://maps.google.com/maps?q=${latitude},${longitude}&ll=${latitude},${longitude}&z=16`
      if (title !== undefined || address !== undefined)
        return generic({classes: 'media_venue', title: title ?? '', description: address ?? '', link})
      const status = latitude === undefined ? '' : `${latitude}, ${longitude}`
      return live === undefined
        ? generic({classes: 'media_location', title: 'Location', status, link})
        : generic({classes: 'media_live_location', title: 'Live location', status, link})
    }
    case 'poll': {
      const votes = (n: number) => (n > 1 ? `${n} votes` : n > 0 ? `${n} vote` : 'No votes')
      const answers = media.answers.map(({text, votes: n, mine}) =>
        div(
          'answer',
          `- ${htmlText(text, writer)}${n === 0 ? '' : ` <span class="details">${votes(n)}${mine ? ', chosen vote' : ''}</span>`}`,
        ),
      )
      const total = media.answers.reduce((sum, {votes: n}) => sum + n, 0)
      return list(
        htmlText(media.question, writer),
        media.closed ? 'Final results' : 'Anonymous poll',
        answers.join('') + div('total details\t', votes(total)),
      )
    }
    case 'todo':
      return list(
        htmlText(media.title, writer),
        'To-do List',
        media.items.map((text) => div('answer', `- ${htmlText(text, writer)}`)).join(''),
      )
    case 'game':
      return generic({
        classes: 'media_game',
        title: media.title,
        description: media.description,
        ...(media.link !== undefined && {status: media.link, link: media.link}),
      })
    case 'invoice':
      return generic({classes: 'media_invoice', title: media.title, description: 'd', status: media.printed})
    case 'paid':
      return generic({classes: 'media_invoice', status: `\u2B50\uFE0F${media.stars}`})
    case 'giveaway': {
      const title =
        media.winners === undefined ? 'Giveaway Prizes' : media.winners > 1 ? 'Winners Selected!' : 'Winner Selected!'
      return div(
        'media_wrap clearfix',
        div(
          'media_giveaway',
          div('section_title bold', title) + div('section_body', '<b>3</b> Telegram Premium Subscriptions'),
        ),
      )
    }
  }
}

function list(question: string, kind: string, answers: string): string {
  return div('media_wrap clearfix', div('media_poll', div('question bold', question) + div('details', kind) + answers))
}

function fileBox(media: Extract<Media, {kind: 'file'}>, {thumbs}: Writer): string {
  const {path, type, seconds, left = 'type'} = media
  if (media.secret) return generic({classes: 'media_video', title: 'Self-destructing video', status: 'Expired'})
  const rest = {link: path, description: path === undefined ? LEFT[left] : ''}
  const time = duration(seconds) + (path === undefined ? `, ${SIZE}` : '')
  switch (type) {
    case 'sticker':
      if (path?.endsWith('.webp') && thumbs) return shown('sticker_wrap', path, '')
      return generic({
        classes: 'media_photo',
        title: 'Sticker',
        status: [media.emoji ?? '', path === undefined ? SIZE : ''].filter((part) => part !== '').join(', '),
        ...rest,
      })
    case 'video_message':
      return generic({classes: 'media_video', title: 'Video message', status: time, ...rest})
    case 'voice_message':
      return generic({classes: 'media_voice_message', title: 'Voice message', status: time, ...rest})
    case 'animation':
      if (path !== undefined && thumbs)
        return shown('animated_wrap', path, div('video_play_bg', div('gif_play', 'GIF')))
      return generic({classes: 'media_video', title: 'Animation', status: SIZE, ...rest})
    case 'video_file':
      if (path !== undefined && thumbs)
        return shown(
          'video_file_wrap',
          path,
          div('video_play_bg', div('video_play', '')) + div('video_duration', duration(seconds)),
        )
      return generic({classes: 'media_video', title: 'Video file', status: time, ...rest})
    case 'audio_file':
      return generic({
        classes: 'media_audio_file',
        title: media.performer && media.title ? `${media.performer} \u2013 ${media.title}` : media.name || 'Audio file',
        status: time,
        ...rest,
      })
    default:
      return generic({classes: 'media_file', title: media.name || 'File', status: SIZE, ...rest})
  }
}
