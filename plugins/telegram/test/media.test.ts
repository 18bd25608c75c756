import {describe, expect, it} from 'vitest'
import {attachmentsOf, moneyText} from '../src/attachments.js'
import {exportPath} from '../src/export-path.js'
import {durationText} from '../src/text/duration-text.js'
import {codes, readFiles, readOne, readResult, reasons} from './read-export.js'
import {chat, message} from './result-json.js'

const NOT_INCLUDED = '(File not included. Change data exporting settings to download.)'
const TOO_LARGE = '(File exceeds maximum size. Change data exporting settings to download.)'
const UNAVAILABLE = '(File unavailable, please try again later)'
const wordless = (fields: object) => chat([message(1, {text: '', ...fields})])

describe('attachments', () => {
  it.each([
    ['#28 a picture', {photo: 'photos/photo_1.jpg'}, {kind: 'image', name: 'photo', uri: 'photos/photo_1.jpg'}],
    ['#29 a picture that is not included', {photo: NOT_INCLUDED}, {kind: 'image', name: 'photo'}],
    [
      '#29 a voice message that is too large',
      {file: TOO_LARGE, media_type: 'voice_message', duration_seconds: 12},
      {kind: 'audio', name: 'voice message 0:12'},
    ],
    [
      '#29 a file that is unavailable',
      {file: UNAVAILABLE, file_name: 'report.pdf'},
      {kind: 'file', name: 'report.pdf'},
    ],
    ['#29 a file without a name that is not included', {file: NOT_INCLUDED}, {kind: 'file', name: 'file'}],
    [
      '#29 a file named by its path',
      {file: 'files/report (1).pdf'},
      {kind: 'file', name: 'report (1).pdf', uri: 'files/report (1).pdf'},
    ],
    [
      '#30 a sticker',
      {file: 'stickers/sticker (3).webp', media_type: 'sticker', sticker_emoji: '👍'},
      {kind: 'sticker', name: '👍', uri: 'stickers/sticker (3).webp'},
    ],
    [
      '#31 a voice message',
      {file: 'voice_messages/a.ogg', media_type: 'voice_message', duration_seconds: 61},
      {kind: 'audio', name: 'voice message 1:01', uri: 'voice_messages/a.ogg'},
    ],
    [
      '#31 a video message',
      {file: NOT_INCLUDED, media_type: 'video_message', duration_seconds: 5},
      {kind: 'video', name: 'video message 0:05'},
    ],
    ['an animation', {file: NOT_INCLUDED, media_type: 'animation'}, {kind: 'video', name: 'GIF'}],
    [
      'a video',
      {file: NOT_INCLUDED, media_type: 'video_file', duration_seconds: 3723},
      {kind: 'video', name: 'video 1:02:03'},
    ],
    [
      'a video, whose name pages do not have',
      {file: NOT_INCLUDED, media_type: 'video_file', file_name: 'party.mp4'},
      {kind: 'video', name: 'video'},
    ],
    [
      'a song',
      {file: NOT_INCLUDED, media_type: 'audio_file', performer: 'Nina', title: 'Sea'},
      {kind: 'audio', name: 'Nina \u2013 Sea'},
    ],
    [
      'a nameless song',
      {file: NOT_INCLUDED, media_type: 'audio_file', duration_seconds: 60},
      {kind: 'audio', name: 'audio 1:00'},
    ],
    [
      'a picture that destroyed itself',
      {photo: UNAVAILABLE, self_destruct_period_seconds: 10},
      {kind: 'image', name: 'self-destructing photo'},
    ],
    [
      '#34 a place on the map',
      {location_information: {latitude: 52.52, longitude: 13.405}},
      {kind: 'location', name: '52.5200, 13.4050'},
    ],
    ['#34 a place that is gone', {location_information: null}, {kind: 'location', name: ''}],
    [
      '#34 a live location',
      {location_information: {latitude: -1, longitude: 2}, live_location_period_seconds: 60},
      {kind: 'location', name: 'live -1.0000, 2.0000'},
    ],
    [
      '#34 a venue',
      {place_name: 'Cafe', address: '1 Street', location_information: {latitude: 1, longitude: 2}},
      {kind: 'location', name: 'Cafe, 1 Street (1.0000, 2.0000)'},
    ],
    ['#34 a venue without a point', {place_name: 'Cafe', address: ''}, {kind: 'location', name: 'Cafe'}],
    [
      '#35 a contact',
      {contact_information: {first_name: 'Eve', last_name: 'Adams', phone_number: '+1 555 0100'}},
      {kind: 'contact', name: 'Eve Adams'},
    ],
    [
      '#35 a contact with nothing but a number',
      {contact_information: {first_name: '', last_name: '', phone_number: '+1 555 0100'}},
      {kind: 'contact', name: ''},
    ],
    [
      '#38 an invoice',
      {invoice_information: '{"title": "T", "amount": 1999, "currency": "USD"}'},
      {kind: 'other', name: 'invoice T, 19.99 USD'},
    ],
    ['#38 an invoice that is not JSON', {invoice_information: '{"title": '}, {kind: 'other', name: 'invoice'}],
    ['#39 a game', {game_title: 'Chess'}, {kind: 'other', name: 'game Chess'}],
    ['#39 a giveaway', {giveaway_information: {quantity: 1}}, {kind: 'other', name: 'giveaway'}],
    ['#39 the result of a giveaway', {giveaway_results: {}}, {kind: 'other', name: 'giveaway results'}],
    ['#39 paid media', {paid_stars_amount: 50}, {kind: 'other', name: 'paid media, 50 stars'}],
  ])('%s', async (_, fields, expected) => {
    const {text, attachments} = await readOne(wordless(fields))
    expect({text, attachments}).toEqual({text: '', attachments: [expected]})
  })

  it('#35 keeps phone numbers when asked to', () => {
    const contact = {contact_information: {first_name: 'Eve', last_name: '', phone_number: '+1 555 0100'}}
    expect(attachmentsOf(contact, true)).toEqual([{kind: 'contact', name: 'Eve +1 555 0100'}])
  })

  it.each([
    [
      '#36 a poll',
      {
        question: 'Tea?',
        closed: false,
        total_voters: 3,
        answers: [
          {text: 'yes', voters: 2, chosen: true},
          {text: 'no', voters: 1},
          {text: 'hm', voters: 0},
        ],
      },
      'Poll: Tea?\n- yes (2 votes)\n- no (1 vote)\n- hm',
    ],
    [
      '#36 a poll with text lists',
      {
        question: ['Which ', {type: 'custom_emoji', text: '🍕'}, '?'],
        closed: true,
        answers: [{text: [{type: 'bold', text: 'all'}]}],
      },
      'Poll (closed): Which 🍕?\n- all',
    ],
    ['#36 a poll without answers', {question: 'Eh?', answers: null}, 'Poll: Eh?'],
  ])('%s', async (_, poll, expected) => {
    expect((await readOne(wordless({poll}))).text).toBe(expected)
  })

  it('#37 writes a to-do list as lines, since what is done stands elsewhere', async () => {
    const todo_list = {
      title: 'testing',
      answers: [
        {text: 'point 1', id: 1},
        {text: ['point ', '2'], id: 2},
      ],
    }
    expect((await readOne(wordless({todo_list}))).text).toBe('To do: testing\n- point 1\n- point 2')
  })

  it('#39 counts dice, which have neither text nor media, as empty', async () => {
    expect(reasons(await readResult(wordless({})))).toEqual({empty: 1})
  })

  it('#40 counts a message of buttons alone as empty', async () => {
    const buttons = {inline_bot_buttons: [[{type: 'url', text: 'go', data: 'https://example.com'}]]}
    expect(reasons(await readResult(wordless(buttons)))).toEqual({empty: 1})
  })

  it('#42 leaves albums as the messages they are, with their one caption', async () => {
    const album = [1, 2, 3].map((id) =>
      message(id, {date_unixtime: '1704067200', photo: `photos/${id}.jpg`, text: id === 2 ? 'caption' : ''}),
    )
    const {messages} = await readResult(chat(album))
    expect(messages.map(({id, at, text}) => [id, at, text])).toEqual([
      ['1', 1_704_067_200_000, ''],
      ['2', 1_704_067_200_000, 'caption'],
      ['3', 1_704_067_200_000, ''],
    ])
  })

  it('#32 says once how many media files are missing', async () => {
    const photos = [1, 2, 3].map((id) => message(id, {photo: `photos/${id}.jpg`}))
    const {notices} = await readFiles({'result.json': chat(photos), 'photos/1.jpg': 'x'})
    expect(notices).toMatchObject([{code: 'missing-media', message: expect.stringContaining('2 media file')}])
  })

  it('#32 finds media beside a result.json that lies in a folder', async () => {
    const files = {'export/result.json': chat([message(1, {photo: 'photos/1.jpg'})]), 'export/photos/1.jpg': 'x'}
    expect(codes(await readFiles(files))).toEqual([])
  })

  it('#33 does not follow paths that lead out of the export', async () => {
    const result = await readResult(chat([message(1, {photo: '../../etc/passwd'}), message(2, {file: '/etc/passwd'})]))
    expect(result.messages.map(({attachments}) => attachments?.[0]?.uri)).toEqual([undefined, undefined])
    expect(result.notices).toMatchObject([{code: 'unsafe-path', message: expect.stringContaining('2 media path')}])
  })
})

describe('paths of media', () => {
  it.each([
    ['photos/a.jpg', '', {path: 'photos/a.jpg'}],
    ['../../chats/chat_001/a.jpg', 'chats/chat_002', {path: 'chats/chat_001/a.jpg'}],
    ['photos\\a.jpg', '', {path: 'photos/a.jpg'}],
    ['./a//b.jpg', '', {path: 'a/b.jpg'}],
    ['../a.jpg', '', {problem: 'unsafe'}],
    ['../../../a.jpg', 'chats/chat_001', {problem: 'unsafe'}],
    ['C:\\a.jpg', '', {problem: 'unsafe'}],
    ['file:///etc/passwd', '', {problem: 'unsafe'}],
    ['a\u0000.jpg', '', {problem: 'unsafe'}],
    [NOT_INCLUDED, '', {problem: 'not-included'}],
    ['(Photo unavailable, please try again later)', '', {problem: 'not-included'}],
    ['', '', {problem: 'not-included'}],
  ])('%s seen from %s', (reference, base, expected) => {
    expect(exportPath(reference, base)).toEqual(expected)
  })
})

describe('amounts and durations', () => {
  it.each([
    [1999, 'USD', '19.99 USD'],
    [500, 'JPY', '500 JPY'],
    [50, 'XTR', '50 XTR'],
    [100, 'no currency', '1.00 no currency'],
  ])('%s in the smallest unit of %s', (amount, currency, expected) => {
    expect(moneyText(amount, currency)).toBe(expected)
  })

  it.each([
    [0, '0:00'],
    [12.4, '0:12'],
    [-5, '0:00'],
    [3600, '1:00:00'],
  ])('%s seconds', (seconds, expected) => {
    expect(durationText(seconds)).toBe(expected)
  })
})
