import {RICH} from './every-rich.js'
import {TEXTS, t} from './every-text.js'
import {type Action, type Media, type Peer, plain, type TwinChat, type TwinMessage, type Writer} from './twin-chat.js'

const ADA: Peer = {id: 'user1', first: 'Ada', last: 'Example'}
const BOB: Peer = {id: 'user2', first: 'Bob'}
const HTML: Peer = {
  id: 'user3',
  first: '<b>O\'Neil & "Co"</b>',
  last: '\u05E9\u05DC\u05D5\u05DD \u202B\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
}
const GONE: Peer = {id: 'user4'}
const NEWS: Peer = {id: 'channel9', first: 'News & Views'}
const LAST_ONLY: Peer = {id: 'user5', last: 'Onlylast'}

const F = (fields: Omit<Extract<Media, {kind: 'file'}>, 'kind'>): Media => ({kind: 'file', ...fields})

function medias(isIncluded: boolean): Media[] {
  const path = (name: string) => (isIncluded ? {path: name} : {})
  return [
    {kind: 'photo', ...path('photos/photo_1@01-07-2023_12-00-00.jpg')},
    {kind: 'photo', secret: true},
    F({type: 'voice_message', seconds: 12, ...path('voice_messages/audio_1@01-07-2023_12-00-00.ogg')}),
    F({type: 'voice_message', seconds: 0, left: 'size'}),
    F({type: 'video_message', seconds: 61, ...path('round_video_messages/file_1@01-07-2023_12-00-00.mp4')}),
    F({type: 'video_file', seconds: 3671, name: 'Lecture 3.mp4', ...path('video_files/Lecture 3.mp4')}),
    F({type: 'video_file', seconds: 5, left: 'unavailable'}),
    F({type: 'animation', name: 'mp4.mp4', seconds: 3, ...path('animations/mp4.mp4')}),
    F({type: 'sticker', emoji: '😀', ...path('stickers/AnimatedSticker.tgs')}),
    F({type: 'sticker', emoji: ''}),
    F({
      type: 'audio_file',
      seconds: 200,
      performer: 'Band',
      title: 'Song',
      name: 'song.mp3',
      ...path('files/song.mp3'),
    }),
    F({type: 'audio_file', seconds: 200, title: 'Only title', name: 'track.mp3'}),
    F({type: 'audio_file', seconds: 9, performer: 'Only performer', left: 'size'}),
    F({name: 'report "Q1" & more.pdf', ...path('files/report (1).pdf')}),
    F({name: 'big.zip', left: 'size'}),
    F({left: 'unavailable'}),
    F({...path('files/file_1@01-07-2023_12-00-00.unknown')}),
    {kind: 'contact', first: 'Carl', last: '', phone: '+1 555 0100'},
    {kind: 'contact', first: 'Dora', last: "O'Neil", phone: '+1 555 0101', vcard: 'contacts/contact_1.vcard'},
    {kind: 'place', latitude: 41.3111, longitude: -69.2797},
    {kind: 'place'},
    {kind: 'place', latitude: 52.52, longitude: 13.405, live: 900},
    {kind: 'place', latitude: 52.52, longitude: 13.405, title: 'Caf\u00E9 "X"', address: '1 Main St'},
    {kind: 'place', title: 'Nowhere', address: ''},
    {
      kind: 'poll',
      question: [plain('Tea or coffee?')],
      closed: false,
      answers: [
        {text: [plain('Tea')], votes: 1, mine: true},
        {text: [t('custom_emoji', '☕', '5'), plain(' coffee')], votes: 12},
        {text: [plain('- neither')], votes: 0},
      ],
    },
    {kind: 'poll', question: [plain('Done?')], closed: true, answers: [{text: [plain('Yes')], votes: 0}]},
    {kind: 'todo', title: [plain('Shopping')], items: [[plain('Milk')], [t('bold', 'Bread')]]},
    {kind: 'game', title: 'Lumber & Jack', description: 'Chop', link: 'https://t.me/gamebot?game=lumber'},
    {kind: 'invoice', title: 'A "thing"', amount: 1999, currency: 'USD', printed: '$19.99'},
    {kind: 'invoice', title: 'Ein Ding', amount: 123456, currency: 'EUR', printed: '1 234,56 \u20AC'},
    {kind: 'invoice', title: 'Stars', amount: 50, currency: 'XTR', printed: '\u2B50\uFE0F50'},
    {kind: 'giveaway'},
    {kind: 'giveaway', winners: 1},
    {kind: 'giveaway', winners: 3},
    {kind: 'paid', stars: 50},
  ]
}

const EVENTS: readonly Action[] = [
  {action: 'create_channel', fields: {title: 'Club'}, sentence: 'Channel \u00ABClub\u00BB created'},
  {action: 'invite_members', fields: {members: ['Bob', null]}, sentence: 'Ada Example invited Bob and Deleted Account'},
  {
    action: 'edit_group_photo',
    fields: {photo: 'photos/p.jpg', width: 640, height: 640},
    sentence: 'Ada Example changed group photo',
  },
  {action: 'pin_message', fields: {message_id: 3}, sentence: 'Ada Example pinned this message'},
  {
    action: 'phone_call',
    fields: {duration_seconds: 65, discard_reason: 'hangup'},
    sentence: 'Outgoing (65 seconds)',
    isCall: true,
  },
  {action: 'send_webview_data', fields: {}, sentence: 'You have just successfully transferred data', hasNoActor: true},
  {fields: {information_text: 'custom'}, sentence: 'custom'},
  {
    action: 'proximity_reached',
    fields: {from: 'Bob', from_id: 'user2', to: 'Ada', to_id: 'user1', distance: 5},
    sentence: 'Bob is now within 5 meters from Ada',
    hasNoActor: true,
  },
]

/** A chat with a message of every sort, in runs that pages cut, over the days on which clocks change. */
export function everything(type: TwinChat['type'], writer: Writer): TwinChat {
  const peer: Peer =
    type === 'private_channel'
      ? {id: 'channel7', first: 'My "Channel"'}
      : type === 'private_supergroup'
        ? {id: 'channel8', first: 'Club <1>'}
        : BOB
  const people =
    type === 'private_channel'
      ? [peer]
      : type === 'personal_chat'
        ? [ADA, BOB]
        : [ADA, BOB, HTML, GONE, LAST_ONLY, peer, NEWS]
  const isIncluded = writer.thumbs === true
  const messages: TwinMessage[] = []
  let date = Date.UTC(2023, 2, 25, 20, 0, 0) / 1000
  let id = 0
  let turn = 0
  const add = (fields: Partial<TwinMessage>, wait = 60) => {
    date += wait
    // Runs of one to four messages of one person, and now and then a message of another kind.
    const from = people[Math.floor(turn++ / ((turn % 4) + 1)) % people.length]!
    messages.push({id: ++id, date, from, ...fields})
  }
  const action = (index: number) => add({action: EVENTS[index % EVENTS.length]!})
  for (const text of TEXTS) add({text})
  action(0)
  for (const media of medias(isIncluded)) {
    add({media}, 20)
    add({media, text: [plain('with a caption')]}, 5)
  }
  for (const rich of RICH) add({rich})
  add({isUnsupported: true})
  for (let i = 0; i < EVENTS.length; i++) {
    action(i)
    add({text: [plain(`after event ${i}`)]})
  }
  for (const replyTo of [1, 2, id - 1, id, 3]) add({replyTo, text: [plain(`answer to ${replyTo}`)]})
  add({replyTo: 5, replyToPeer: 'channel77', text: [plain('answer to elsewhere')]})
  const before = date
  for (const forwarded of [
    {peer: ADA, date: before},
    {peer: ADA, date: before},
    {peer: NEWS, date: before - 86_400},
    {peer: NEWS, date: before - 86_400},
    {peer: GONE, date: before},
    {name: 'Hidden Person', date: before},
    {name: 'Hidden Person', date: before},
    {name: 'Single', date: before},
    {peer: HTML, date: before},
  ]) {
    const from = people[0]!
    add({forwarded, from, text: [plain('forwarded')]}, 0)
    add({forwarded, from, media: {kind: 'photo'}}, 1)
    add({from, text: [plain('and a word on it')]}, 1)
  }
  add({viaBot: 'gif', text: [plain('by a bot')], from: people[0]!})
  add({viaBot: 'gif', text: [plain('again')], from: people[0]!}, 1)
  add({hasButtons: true, hasReactions: true, text: [plain('press')]})
  add({hasButtons: true})
  add({text: []})
  add({text: [plain('edited')], edited: date + 5})
  if (type === 'private_channel')
    for (const signature of ['Ann', 'Ann', 'Ben <3']) add({signature, text: [plain('signed')]}, 1)
  // Over midnight, and over the nights on which the clock is changed: forward in March, back in October.
  for (const start of [Date.UTC(2023, 2, 25, 23, 50), Date.UTC(2023, 9, 28, 23, 55), Date.UTC(2023, 11, 31, 22, 58)]) {
    date = start / 1000
    for (let i = 0; i < 12; i++) add({text: [plain(`night ${i}`)], from: people[0]!}, 600)
  }
  return {type, peer, messages}
}
