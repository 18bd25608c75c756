import {
  type Media,
  nameOf,
  type Part,
  type Peer,
  type TwinChat,
  type TwinMessage,
  two,
  type Writer,
  wallClock,
} from './twin-chat.js'

type Json = Record<string, unknown>

/** The chat as an object of result.json, in the order of the writer's keys. */
export function chatObject({type, peer, messages}: TwinChat, writer: Writer): Json {
  // A person's chat is called by the first name only.
  const name = type === 'personal_chat' || type === 'bot_chat' ? (peer.first ?? '') : nameOf(peer)
  return {
    ...(type !== 'saved_messages' && {name: name || null}),
    type,
    id: Number(peer.id.replace(/\D+/, '')),
    messages: messages.map((message) => messageObject(message, writer)),
  }
}

/** As the writer lays it out: control characters as `\xNN`, which is no JSON. */
export function resultJson(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(
    /\\(?:\\|"|n|r|t|u00([01][0-9a-f])|([bf]))/g,
    (written, code, letter) => {
      if (code !== undefined) return `\\x${String(code).toUpperCase()}`
      return letter === undefined ? written : letter === 'b' ? '\\x08' : '\\x0C'
    },
  )
}

function isoDate(date: number, {zone}: Writer): string {
  const [year, month, day, hour, minute, second] = wallClock(date, zone) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

function messageObject(message: TwinMessage, writer: Writer): Json {
  const {id, date, from, edited, action, forwarded} = message
  if (message.isUnsupported) return {id, type: 'unsupported'}
  const who = (label: string, peer: Peer) => ({[label]: nameOf(peer) || null, [`${label}_id`]: peer.id})
  const isOld = writer.offset === undefined
  const object: Json = {
    id,
    type: action ? 'service' : 'message',
    date: isoDate(date, writer),
    ...(!isOld && {date_unixtime: String(date)}),
    ...(edited !== undefined && {edited: isoDate(edited, writer), ...(!isOld && {edited_unixtime: String(edited)})}),
  }
  if (action) {
    if (!action.hasNoActor) Object.assign(object, who('actor', from))
    if (action.action !== undefined) object.action = action.action
    Object.assign(object, action.fields)
  } else {
    Object.assign(object, who('from', from))
    if (message.signature) object.author = message.signature
    if (forwarded?.peer) Object.assign(object, who('forwarded_from', forwarded.peer))
    else if (forwarded) object.forwarded_from = forwarded.name
    if (forwarded?.savedFrom) object.saved_from = nameOf(forwarded.savedFrom) || null
    if (message.replyTo !== undefined) object.reply_to_message_id = message.replyTo
    if (message.replyToPeer !== undefined) object.reply_to_peer_id = message.replyToPeer
    if (message.viaBot) object.via_bot = `@${message.viaBot}`
  }
  if (message.media) Object.assign(object, mediaFields(message.media))
  if (message.rich) object.rich_message = {rtl: false, part: false, blocks: message.rich}
  else {
    object.text = textValue(message.text ?? [])
    object.text_entities = (message.text ?? []).map(entity)
  }
  if (message.hasButtons) object.inline_bot_buttons = [[{type: 'callback', text: 'OK', dataBase64: 'AA', data: ''}]]
  if (message.hasReactions)
    object.reactions = [
      {type: 'emoji', count: 2, emoji: '👍', recent: [{from: null, from_id: 'user9', date: isoDate(date, writer)}]},
    ]
  return object
}

function textValue(parts: readonly Part[]): unknown {
  if (parts.length === 0) return ''
  if (parts.length === 1 && parts[0]!.type === 'plain') return parts[0]!.text
  return parts.map((part) => (part.type === 'plain' ? part.text : entity(part)))
}

const EXTRA: Readonly<Record<string, string>> = {
  mention_name: 'user_id',
  custom_emoji: 'document_id',
  pre: 'language',
  text_link: 'href',
}

function entity({type, text, extra = ''}: Part): Json {
  if (type === 'blockquote') return {type, text, collapsed: extra !== ''}
  const key = EXTRA[type]
  return {type, text, ...(key !== undefined && {[key]: type === 'mention_name' ? Number(extra) : extra})}
}

const LEFT = {
  size: '(File exceeds maximum size. Change data exporting settings to download.)',
  type: '(File not included. Change data exporting settings to download.)',
  unavailable: '(File unavailable, please try again later)',
} as const

function mediaFields(media: Media): Json {
  switch (media.kind) {
    case 'photo':
      return {
        photo: media.path ?? LEFT.type,
        photo_file_size: 12_345,
        width: 640,
        height: 480,
        ...(media.secret && {self_destruct_period_seconds: 2147483647}),
      }
    case 'file':
      return {
        file: media.path ?? LEFT[media.left ?? 'type'],
        ...(media.name !== undefined && {file_name: media.name}),
        file_size: 12_345,
        ...(media.type !== undefined && {media_type: media.type}),
        ...(media.type === 'sticker' && media.emoji && {sticker_emoji: media.emoji}),
        ...(media.type === 'audio_file' && media.performer && {performer: media.performer}),
        ...(media.type === 'audio_file' && media.title && {title: media.title}),
        ...(media.seconds && {duration_seconds: media.seconds}),
        ...(media.secret && {self_destruct_period_seconds: 30}),
      }
    case 'contact':
      return {
        contact_information: {first_name: media.first, last_name: media.last, phone_number: media.phone},
        ...(media.vcard !== undefined && {contact_vcard: media.vcard, contact_vcard_file_size: 80}),
      }
    case 'place': {
      const {latitude, longitude, title, address, live} = media
      const isVenue = title !== undefined || address !== undefined
      const point = latitude === undefined ? null : {latitude, longitude}
      return {
        ...(title && {place_name: title}),
        ...(address && {address}),
        ...((point !== null || !isVenue) && {location_information: point}),
        ...(live !== undefined && {live_location_period_seconds: live}),
      }
    }
    case 'poll':
      return {
        poll: {
          question: textValue(media.question),
          closed: media.closed,
          total_voters: media.answers.reduce((sum, {votes}) => sum + votes, 0),
          answers: media.answers.map(({text, votes, mine}) => ({
            text: textValue(text),
            voters: votes,
            chosen: mine === true,
          })),
        },
      }
    case 'todo':
      return {
        todo_list: {
          title: textValue(media.title),
          others_can_append: false,
          others_can_complete: true,
          answers: media.items.map((text, id) => ({text: textValue(text), id})),
        },
      }
    case 'game':
      return {game_title: media.title, game_description: media.description, ...(media.link && {game_link: media.link})}
    case 'invoice':
      return {
        invoice_information: JSON.stringify({
          title: media.title,
          description: 'd',
          amount: media.amount,
          currency: media.currency,
        }),
      }
    case 'giveaway':
      return media.winners === undefined
        ? {giveaway_information: {quantity: 3, months: 6, channels: [1], countries: [], stars: 0}}
        : {giveaway_results: {channel: 1, winners: [2], winners_count: media.winners, launch_message_id: 7}}
    case 'paid':
      return {paid_stars_amount: media.stars}
  }
}

/** The chats of an account as an object of result.json. */
export function accountObject(chats: readonly TwinChat[], self: Peer, writer: Writer): Json {
  return {
    about: 'Here is the data you requested. Remember: Telegram is ad free.',
    personal_information: {user_id: Number(self.id.replace(/\D+/, '')), first_name: self.first, last_name: self.last},
    chats: {about: 'This page lists all chats from this export.', list: chats.map((chat) => chatObject(chat, writer))},
  }
}
