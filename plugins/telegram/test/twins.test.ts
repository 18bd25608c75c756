import type {MessageRecord} from '@everport/plugin-kit'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Options, readFiles, reasons} from './read-export.js'
import {everything} from './twin/everything.js'
import {type Media, type Peer, plain, type TwinChat, type TwinMessage, type Writer} from './twin/twin-chat.js'
import {chatListPage, pagesOf} from './twin/twin-html.js'
import {accountObject, chatObject, resultJson} from './twin/twin-json.js'

// Telegram Desktop writes one chat as JSON or as HTML: both imitated here after its writers, from one model of a chat.

/** What is said, by whom, when, and what was left out why: everything that the two forms share. */
async function said(files: Record<string, string>, options: Options) {
  const result = await readFiles(files, options)
  const names = new Map(result.people.map(({id, name}) => [id, name]))
  const one = ({id, at, text, sender, senderName, replyTo, thread, attachments, role}: MessageRecord) => ({
    id,
    at: new Date(at).toISOString(),
    from: senderName ?? names.get(sender),
    text,
    ...(role !== undefined && {role}),
    ...(replyTo !== undefined && {replyTo}),
    ...(thread !== undefined && {thread}),
    ...(attachments && {attachments: attachments.map(({kind, name, uri}) => [kind, name, uri])}),
  })
  return {messages: result.messages.map(one), skipped: reasons(result)}
}

async function twins(chat: TwinChat, writer: Writer, options: Options = {}) {
  const json = await said({'result.json': resultJson(chatObject(chat, writer))}, options)
  const html = await said(pagesOf(chat, writer), options)
  return {json, html}
}

const UTC: Writer = {zone: 'UTC', offset: 'UTC+00:00', perPage: 7}
const URALS: Writer = {zone: 'Asia/Yekaterinburg', offset: 'UTC+05:00', perPage: 7}
const BERLIN: Writer = {zone: 'Europe/Berlin', offset: 'UTC+01:00', perPage: 7}
const ADA: Peer = {id: 'user1', first: 'Ada', last: 'Example'}
const BOB: Peer = {id: 'user2', first: 'Bob', last: 'Sample'}

const WRITERS: Array<[name: string, writer: Writer, options: Options]> = [
  ['a zone without summer time', URALS, {}],
  ['a zone with summer time, which is given', BERLIN, {timezone: 'Europe/Berlin'}],
  ['before mid-2022, with local times alone', {zone: 'Europe/Berlin'}, {timezone: 'Europe/Berlin'}],
  ['7.x, which checks links', {...UTC, checksLinks: true}, {}],
  ['media beside it', {...UTC, thumbs: true, perPage: 1000}, {}],
]

describe('one chat as JSON and as HTML', () => {
  describe.each(WRITERS)('from %s', (_, writer, options) => {
    it.each(['personal_chat', 'private_supergroup', 'private_channel'] as const)('says the same: %s', async (type) => {
      const {json, html} = await twins(everything(type, writer), writer, options)
      expect(html).toEqual(json)
      expect(json.messages.length).toBeGreaterThan(180)
    })
  })

  it('says the same of the topics of a forum', async () => {
    const say = (id: number, fields: Partial<TwinMessage>): TwinMessage => ({
      id,
      date: 1_700_000_000 + id,
      from: ADA,
      text: [plain(`m${id}`)],
      ...fields,
    })
    const topic = (id: number, title: string) =>
      say(id, {
        text: [],
        action: {action: 'topic_created', fields: {title}, sentence: `Ada Example created topic \u00AB${title}\u00BB`},
      })
    const messages = [
      say(1, {}),
      topic(2, 'Bugs & <fixes>'),
      say(3, {replyTo: 2}),
      say(4, {replyTo: 3, from: BOB}),
      topic(5, 'Plans'),
      say(6, {replyTo: 5}),
      say(7, {replyTo: 1}),
      say(8, {replyTo: 4}),
    ]
    const chat: TwinChat = {type: 'private_supergroup', peer: {id: 'channel8', first: 'Club'}, messages}
    const {json, html} = await twins(chat, {...UTC, perPage: 3})
    expect(html).toEqual(json)
    expect(json.messages.map(({thread, replyTo}) => [thread, replyTo])).toEqual([
      [undefined, undefined],
      ['2', undefined],
      ['2', '3'],
      ['5', undefined],
      [undefined, '1'],
      ['2', '4'],
    ])
  })

  it('says the same of an account, with its bots, saved messages and login codes', async () => {
    const service: Peer = {id: 'user777000', first: 'Telegram'}
    const bot: Peer = {id: 'user3', first: 'Helper'}
    const say = (id: number, from: Peer, text: string): TwinMessage => ({
      id,
      date: 1_700_000_000 + id,
      from,
      text: [plain(text)],
    })
    const saved = (id: number, peer: Peer): TwinMessage => ({
      ...say(id, ADA, 'kept'),
      forwarded: {peer, date: 1_690_000_000, savedFrom: peer},
    })
    const chats: TwinChat[] = [
      {type: 'personal_chat', peer: BOB, messages: [say(1, ADA, 'hi'), say(2, BOB, 'yo')]},
      {type: 'bot_chat', peer: bot, messages: [say(1, ADA, '/start'), say(2, bot, 'hello')]},
      {
        type: 'saved_messages',
        peer: ADA,
        messages: [say(1, ADA, 'note'), saved(2, BOB), saved(3, BOB), saved(4, {id: 'channel5', first: 'News'})],
      },
      {type: 'personal_chat', peer: service, messages: [say(1, service, 'Login code: 12345')]},
      {
        type: 'private_supergroup',
        peer: {id: 'channel6', first: 'Club'},
        messages: [say(1, ADA, 'a'), say(2, BOB, 'b')],
      },
    ]
    const pages: Record<string, string> = {'lists/chats.html': chatListPage(chats)}
    for (const [index, chat] of chats.entries()) {
      for (const [name, page] of Object.entries(pagesOf(chat, UTC))) pages[`chats/chat_00${index + 1}/${name}`] = page
    }
    const json = await said({'result.json': resultJson(accountObject(chats, ADA, UTC))}, {})
    expect(await said(pages, {})).toEqual(json)
    expect(json.messages.map(({role}) => role)).toContain('assistant')
    expect(json.skipped).toEqual({'login-codes': 1})
  })

  it('says the same whatever is written, when and by whom', async () => {
    const peers = [ADA, BOB, {id: 'user4'}, {id: 'user5', first: '& <Co>'}, {id: 'channel8', first: 'Club'}]
    const word = fc.string({
      unit: fc.constantFrom(
        'a',
        'B',
        ' ',
        ' ',
        '<',
        '&',
        '"',
        "'",
        '\u00e9',
        '\u05d0',
        '1',
        '.',
        '/',
        '[',
        '`',
        '\ud83d\ude00',
      ),
      maxLength: 12,
    })
    // Telegram trims messages, and entities begin and end with a word.
    const entityWord = word.map((text) => `x${text.trim()}`)
    const part = fc.record({
      type: fc.constantFrom('plain', 'bold', 'code', 'spoiler', 'blockquote', 'pre', 'strikethrough', 'unknown'),
      text: fc.array(entityWord, {minLength: 1, maxLength: 3}).map((lines) => lines.join('\n')),
    })
    const media: fc.Arbitrary<Media | undefined> = fc.constantFrom(
      undefined,
      undefined,
      {kind: 'photo'},
      {kind: 'file', name: 'a b.pdf'},
      {kind: 'file', type: 'voice_message', seconds: 7},
    )
    const one = fc.record({
      from: fc.constantFrom(...peers),
      wait: fc.constantFrom(0, 1, 2, 899, 900, 901, 7200, 86_400),
      text: fc.array(part, {maxLength: 4}),
      media,
      isForwarded: fc.boolean(),
      author: fc.constantFrom(...peers),
      replyBack: fc.constantFrom(0, 0, 1, 3),
    })
    const arbitrary = fc.array(one, {minLength: 1, maxLength: 25}).map((entries): TwinMessage[] => {
      let date = Date.UTC(2023, 5, 1) / 1000
      return entries.map(({from, wait, text, media: carried, isForwarded, author, replyBack}, index) => {
        date += wait
        return {
          id: index + 1,
          date,
          from,
          text,
          ...(carried && {media: carried}),
          ...(isForwarded && {forwarded: {peer: author, date: date - 5}}),
          ...(replyBack > 0 && replyBack <= index && {replyTo: index + 1 - replyBack}),
        }
      })
    })
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.integer({min: 1, max: 9}), async (messages, perPage) => {
        const chat: TwinChat = {type: 'private_supergroup', peer: {id: 'channel8', first: 'Club'}, messages}
        const {json, html} = await twins(chat, {...URALS, perPage})
        expect(html).toEqual(json)
      }),
      {numRuns: 150},
    )
  })
})

// What pages do not tell. The README says so.
describe('what HTML cannot tell', () => {
  const one = (type: TwinChat['type'], peer: Peer, message: Partial<TwinMessage>): TwinChat => ({
    type,
    peer,
    messages: [{id: 1, date: 1_700_000_000, from: ADA, text: [plain('x')], ...message}],
  })
  const CLUB: Peer = {id: 'channel8', first: 'Club'}
  const CASES: Array<[string, TwinChat, json: unknown, html: unknown]> = [
    [
      'the emoji of a sticker that is shown',
      one('private_supergroup', CLUB, {
        text: [],
        media: {kind: 'file', type: 'sticker', emoji: '😀', path: 'stickers/a.webp'},
      }),
      {attachments: [['sticker', '😀', 'stickers/a.webp']]},
      {attachments: [['sticker', '', 'stickers/a.webp']]},
    ],
    [
      'that a signed message of the group is of an admin and not of a channel',
      one('private_supergroup', CLUB, {from: CLUB, signature: 'Boss'}),
      {from: 'Boss'},
      {from: 'Club (Boss)'},
    ],
    [
      'who saved, in saved messages that were exported alone',
      one('saved_messages', ADA, {forwarded: {peer: BOB, date: 1_690_000_000, savedFrom: BOB}}),
      {from: 'Ada Example', text: '[forwarded from Bob Sample]\nx'},
      {from: 'Bob Sample', text: 'x'},
    ],
    [
      'the language of code',
      one('private_supergroup', CLUB, {text: [{type: 'pre', text: 'x', extra: 'ts'}]}),
      {text: '```ts\nx\n```'},
      {text: '```\nx\n```'},
    ],
  ]
  it.each(CASES)('%s', async (_, chat, expectedJson, expectedHtml) => {
    const {json, html} = await twins(chat, {...UTC, thumbs: true})
    expect([json.messages, html.messages]).toMatchObject([[expectedJson], [expectedHtml]])
  })
})
