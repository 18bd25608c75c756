import {describe, expect, it} from 'vitest'
import {messageClass} from '../src/message-type.js'
import {BOB, exporterJson, GENERAL, message, ROBOT} from './exporter-json.js'
import {readFiles, readMessage, readMessages, reasons} from './read-files.js'

const EMBED = {
  title: 'Build',
  description: 'passed for <@1>',
  fields: [{name: 'Time', value: '3 min', isInline: true}],
  footer: {text: 'CI'},
  author: {name: 'left out'},
}

describe('content', () => {
  it.each([
    [
      '#49 a file alone',
      {content: '', attachments: [{url: 'x/y.pdf', fileName: 'y.pdf'}]},
      '',
      [{kind: 'file', name: 'y.pdf'}],
    ],
    [
      '#50 a sticker alone',
      {content: '', stickers: [{id: '1', name: 'Laugh', format: 'Lottie'}]},
      '',
      [{kind: 'sticker', name: 'Laugh'}],
    ],
    [
      '#51 the embed of a bot',
      {author: ROBOT, content: '', embeds: [EMBED]},
      'Build\npassed for @1\nTime: 3 min\nCI',
      undefined,
    ],
    [
      '#51 text and embed of a bot',
      {author: ROBOT, content: 'see', embeds: [EMBED, {title: 'b'}]},
      'see\nBuild\npassed for @1\nTime: 3 min\nCI\nb',
      undefined,
    ],
    ['#52 the preview of a link', {content: 'https://x.y', embeds: [EMBED]}, 'https://x.y', undefined],
    [
      '#53 a forward',
      {content: '', forwardedMessage: {content: 'news <@1>', attachments: [{fileName: 'a.png', url: ''}]}},
      '[forwarded] news @1',
      [{kind: 'image', name: 'a.png'}],
    ],
    [
      '#53 a forward of a file',
      {content: '', forwardedMessage: {content: '', attachments: [{fileName: 'a.png', url: ''}]}},
      '[forwarded]',
      [{kind: 'image', name: 'a.png'}],
    ],
    [
      '#53 a forward of an embed',
      {content: '', forwardedMessage: {content: '', embeds: [{title: 'T', description: 'D'}]}},
      '[forwarded] T\nD',
      undefined,
    ],
    [
      '#55 the answer to a command',
      {type: '20', author: ROBOT, content: 'done', interaction: {id: '1', name: '', user: BOB}},
      'done',
      undefined,
    ],
    ['#58 emoji only', {content: '🎉'}, '🎉', undefined],
    ['#59 zero-width and right-to-left marks', {content: 'a\u200Bb\u202Ec'}, 'a\u200Bb\u202Ec', undefined],
    ['#59 NUL and half characters', {content: 'a\u0000b\uD83Dc\uDC00d'}, 'ab\uFFFDc\uFFFDd', undefined],
    ['#60 a long text', {content: 'é'.repeat(4000)}, 'é'.repeat(4000), undefined],
    ['line ends of Windows', {content: 'a\r\nb'}, 'a\nb', undefined],
  ])('%s', async (_, fields, text, attachments) => {
    const read = await readMessage(message(fields))
    expect(read.text).toBe(text)
    expect(read.attachments).toEqual(attachments)
  })

  it('#24 a forward without a time of its own is like any other', async () => {
    const forwardedMessage = {timestamp: '0001-01-01T00:00:00+00:00', timestampEdited: null, content: 'old news'}
    const read = await readMessage(message({content: '', timestamp: '2024-05-01T00:00:00+00:00', forwardedMessage}))
    expect(read).toMatchObject({text: '[forwarded] old news', at: Date.UTC(2024, 4, 1)})
  })

  it('#52 previews and embeds follow the option', async () => {
    const preview = message({content: 'https://x.y', embeds: [EMBED]})
    const robot = message({author: ROBOT, content: '', embeds: [EMBED]})
    expect((await readMessage(preview, {embeds: 'all'})).text).toMatch(/^https:\/\/x\.y\nBuild\n/)
    expect((await readMessage(robot, {embeds: 'none'})).text).toBe('')
  })

  it('#54 a forward of which nothing was kept is counted', async () => {
    const reference = {type: 'Forward', messageId: '1', channelId: '2', guildId: '3'}
    const result = await readMessages([message({content: '', reference}), message({content: 'look', reference})])
    expect(reasons(result)).toEqual(['empty-forward'])
    expect(result.messages).toMatchObject([{text: 'look'}])
    expect(result.messages[0]!.replyTo).toBeUndefined()
  })

  it('shows the result of a poll', async () => {
    const fields = [
      {name: 'poll_question_text', value: 'Where?'},
      {name: 'victor_answer_votes', value: '5'},
      {name: 'total_votes', value: '8'},
      {name: 'victor_answer_text', value: 'Café'},
    ]
    const read = await readMessage(message({type: '46', content: '', embeds: [{title: '', fields}]}))
    expect(read.text).toBe('[poll result] Where?: Café (5 of 8 votes)')
    const drawn = await readMessage(
      message({type: 'PollResult', content: '', embeds: [{fields: [fields[0], fields[2]]}]}),
    )
    expect(drawn.text).toBe('[poll result] Where?: no winner, 8 votes')
  })
})

describe('message types', () => {
  it.each([
    ['Default', 'text'],
    ['Reply', 'text'],
    [19, 'text'],
    ['20', 'text'],
    ['ContextMenuCommand', 'text'],
    [undefined, 'text'],
    [null, 'text'],
    ['21', 'starter'],
    ['ThreadStarterMessage', 'starter'],
    ['ThreadCreated', 'event'],
    ['18', 'event'],
    ['GuildMemberJoin', 'event'],
    ['RecipientAdd', 'event'],
    ['UserPremiumGuildSubscription', 'event'],
    ['GUILD_BOOST_TIER_2', 'event'],
    ['8', 'event'],
    ['44', 'event'],
    ['46', 'poll'],
    ['PollResult', 'poll'],
    ['99', 'unknown'],
    ['SomethingNew', 'unknown'],
    [{}, 'unknown'],
  ])('%j is %s', (type, klass) => {
    expect(messageClass(type)).toBe(klass)
  })

  it('that nobody knows are kept when they say something, and counted', async () => {
    const result = await readMessages([message({type: '99', content: 'news'}), message({type: '99', content: ''})])
    expect(result.messages).toMatchObject([{text: 'news'}])
    expect(reasons(result)).toEqual(['unknown-type'])
    expect(result.notices).toMatchObject([{code: 'unknown-type'}])
  })
})

describe('events', () => {
  const CALL = {
    type: 'Call',
    timestamp: '2023-03-03T14:47:59.187+00:00',
    callEndedTimestamp: '2023-03-03T16:40:59.313+00:00',
  }

  it.each([
    ['#56 a call', {...CALL, content: 'Started a call that lasted 113 minutes.'}, 'call, 113 min'],
    ['#56 a call that has no end', {...CALL, callEndedTimestamp: null, content: ''}, 'call'],
    ['#66 the start of a thread', {type: 'ThreadCreated', content: 'Started a thread.'}, 'Started a thread.'],
    ['a join without text', {type: '7', content: ''}, 'Joined the server.'],
    [
      '#57 a pin',
      {type: 'ChannelPinnedMessage', content: 'Pinned a message.', reference: {messageId: '1', channelId: GENERAL.id}},
      'Pinned a message.',
    ],
  ])('%s is dropped and counted, or kept on request', async (_, fields, text) => {
    const dropped = await readMessages([message(fields)])
    expect(dropped.messages).toEqual([])
    expect(dropped.skips).toMatchObject([
      {reason: 'event', conversation: GENERAL.id, place: {file: 'general.json', record: 1}},
    ])
    const kept = await readMessage(message(fields), {events: true})
    expect(kept.text).toBe(text)
    expect(kept.replyTo).toBeUndefined()
  })
})

describe('relations', () => {
  const ref = (fields: object) => ({type: 'Default', messageId: '900', channelId: GENERAL.id, guildId: '1', ...fields})

  it.each([
    ['#61 a reply', {type: 'Reply', reference: ref({})}, '900'],
    [
      '#61 a reply of old versions',
      {type: 'Default', reference: {messageId: '900', channelId: GENERAL.id, guildId: null}},
      '900',
    ],
    ['#62 a reply to something that is not there', {type: 'Reply', reference: ref({messageId: '5'})}, '5'],
    ['#63 a reply to something deleted', {type: 'Reply', reference: ref({messageId: null})}, undefined],
    ['#64 a crosspost', {type: 'Default', reference: ref({channelId: '42'})}, undefined],
    ['a reference of null', {reference: null}, undefined],
  ])('%s', async (_, fields, replyTo) => {
    expect((await readMessage(message(fields))).replyTo).toBe(replyTo)
  })
})

describe('attachments', () => {
  const FOLDER = 'Guild - general [1].json_Files'
  const one = async (attachment: object, files: Record<string, string> = {}) => {
    const json = exporterJson({messages: [message({attachments: [attachment]})]})
    const {messages} = await readFiles({'out/general.json': json, 'other.csv': '', ...files})
    return messages[0]!.attachments
  }

  it.each([
    [
      '#67 an address loses its signature',
      {url: 'https://cdn.discordapp.com/attachments/2/6/f.png?ex=abc&is=def&hm=ghi', fileName: 'f.png'},
      [{kind: 'image', name: 'f.png', uri: 'https://cdn.discordapp.com/attachments/2/6/f.png'}],
    ],
    [
      '#67 a foreign address stays',
      {url: 'https://example.org/f.zip?v=2', fileName: 'f.zip'},
      [{kind: 'file', name: 'f.zip', uri: 'https://example.org/f.zip?v=2'}],
    ],
    [
      '#68 a file that is not there is a name',
      {url: `${FOLDER}\\f-8B00F.png`, fileName: 'f.png'},
      [{kind: 'image', name: 'f.png'}],
    ],
    ['#68 an absolute path is a name', {url: 'C:\\media\\f.png', fileName: 'f.png'}, [{kind: 'image', name: 'f.png'}]],
    ['#69 a covered file', {url: '', fileName: 'SPOILER_x.png'}, [{kind: 'image', name: 'x.png'}]],
    ['#70 a voice message', {url: '', fileName: 'voice-message.ogg'}, [{kind: 'audio', name: 'voice-message.ogg'}]],
    [
      'a file without a name goes by its address',
      {url: 'https://cdn.discordapp.com/a/b%20c.mp4?ex=1'},
      [{kind: 'video', name: 'b c.mp4', uri: 'https://cdn.discordapp.com/a/b%20c.mp4'}],
    ],
  ])('%s', async (_, attachment, expected) => {
    expect(await one(attachment)).toEqual(expected)
  })

  it('#68 a path of Windows leads to the file beside the export', async () => {
    const found = await one({url: `${FOLDER}\\f-8B00F.png`, fileName: 'f.png'}, {[`out/${FOLDER}/f-8B00F.png`]: 'png'})
    expect(found).toEqual([{kind: 'image', name: 'f.png', uri: `out/${FOLDER}/f-8B00F.png`}])
  })

  it('#68 a path never leads outside', async () => {
    expect(await one({url: '../../etc/passwd', fileName: 'passwd'}, {'etc/passwd': 'x'})).toEqual([
      {kind: 'file', name: 'passwd'},
    ])
  })
})
