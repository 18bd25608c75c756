import {memoryTree} from '@everport/plugin-kit'
import {describe, expect, it} from 'vitest'
import {channelForm} from '../src/channel-type.js'
import {discord} from '../src/index.js'
import {ANN, exporterJson, GENERAL, idAt, message, THREAD} from './exporter-json.js'
import {codes, readFiles, readMessages, reasons, staged, texts} from './read-files.js'

const NAME = 'My Server - Text Channels - general [1543572361285083187]'

describe('files', () => {
  it('#1 without messages make the conversation known, and no error', async () => {
    const result = await readFiles({'general.json': exporterJson()})
    expect(result.conversations).toEqual([
      {type: 'conversation', id: GENERAL.id, name: 'general', kind: 'group', topic: 'all things'},
    ])
    expect([result.messages, result.skips, result.notices]).toEqual([[], [], []])
  })

  it('#2 that were cut off keep their complete messages and tell where they end', async () => {
    const whole = exporterJson({
      messages: [message({content: 'one'}), message({content: 'two'}), message({content: 'three'})],
    })
    const result = await readFiles({'general.json': whole.slice(0, whole.indexOf('three'))})
    expect(texts(result.messages)).toEqual(['one', 'two'])
    expect(reasons(result)).toEqual(['truncated'])
    expect(result.notices).toMatchObject([{code: 'truncated', place: {file: 'general.json', byte: expect.any(Number)}}])
  })

  it('#2 that were cut between two messages lose none', async () => {
    const whole = exporterJson({messages: [message({content: 'one'}), message({content: 'two'})]})
    const result = await readFiles({'general.json': whole.slice(0, whole.lastIndexOf(']'))})
    expect(texts(result.messages)).toEqual(['one', 'two'])
    expect(codes(result)).toEqual(['truncated'])
  })

  it('#2 that were cut before the first message are known by their name', async () => {
    const result = await readFiles({[`${NAME}.json`]: exporterJson().slice(0, 60)})
    expect(result.conversations).toMatchObject([{id: GENERAL.id, name: 'general'}])
    expect(codes(result)).toEqual(['truncated'])
  })

  it('#3 with another number of messages than they say are told about', async () => {
    const result = await readFiles({'general.json': exporterJson({messages: [message()], messageCount: 5})})
    expect(codes(result)).toEqual(['message-count'])
    expect(result.messages).toHaveLength(1)
  })

  it.each([
    ['under another name', {posts: [message()]}],
    ['that are no list', {messages: {1: message()}}],
    ['of which there are none', {messages: []}],
  ])('without a count, and with messages %s, are told about', async (_, fields) => {
    const {guild, channel} = JSON.parse(exporterJson())
    const result = await readFiles({
      [`${NAME}.json`]: JSON.stringify({guild, channel, dateRange: {}, messages: [], ...fields}),
    })
    expect(result.messages).toEqual([])
    expect(result.notices).toMatchObject([{code: 'no-messages', place: {file: `${NAME}.json`}}])
  })

  it('#4 that are parts of one channel make one conversation in one order', async () => {
    const [one, two, three] = [message({content: '1'}), message({content: '2'}), message({content: '3'})]
    const {conversations, messages} = await readFiles({
      [`${NAME} [part 2].json`]: exporterJson({messages: [two, three]}),
      [`${NAME}.json`]: exporterJson({messages: [one]}),
    })
    expect(new Set(conversations.map(({id}) => id))).toEqual(new Set([GENERAL.id]))
    expect(texts(messages)).toEqual(['1', '2', '3'])
  })

  it('#5 are read in the order of their numbers', async () => {
    const parts = [10, 9, 2].map((part) => [
      `${NAME} [part ${part}].json`,
      exporterJson({messages: [message({content: String(part)})]}),
    ])
    const {messages} = await readFiles(Object.fromEntries(parts))
    expect(texts(messages)).toEqual(['2', '9', '10'])
  })

  it('#6 of one channel that overlap give one copy, the newer', async () => {
    const shared = message({content: 'before'})
    const {messages, people} = await readFiles({
      'a-new.json': exporterJson({
        exportedAt: '2026-08-30T13:52:56.7865660+03:00',
        messages: [{...shared, content: 'after', author: {...ANN, nickname: 'Annie'}}],
      }),
      'b-old.json': exporterJson({exportedAt: '2026-01-30T13:52:56+03:00', messages: [shared]}),
    })
    expect(staged(messages)).toMatchObject([{text: 'after', senderName: 'Annie'}])
    expect(people.map(({name}) => name)).toEqual(['Ann', 'Annie'])
  })

  it('#7 with the same id twice give one', async () => {
    const twice = message()
    const {messages} = await readMessages([twice, twice])
    expect(messages).toHaveLength(2)
    expect(staged(messages)).toHaveLength(1)
  })

  it('#12 that were written newest first come out in order, also within a millisecond', async () => {
    const at = Date.UTC(2024, 5, 1)
    const id = (step: number) => String(BigInt(idAt(at)) + BigInt(step))
    const row = (step: number) => message({id: id(step), timestamp: new Date(at).toISOString(), content: String(step)})
    const {messages} = await readMessages([row(3), row(2), row(1)])
    expect(texts(staged(messages))).toEqual(['1', '2', '3'])
  })

  it('#13 that were attached to a message are no channels', async () => {
    const attached = exporterJson({messages: [message()]})
    const {messages, ...result} = await readFiles({
      'general.json': exporterJson({messages: [message({content: 'mine'})]}),
      'general.json_Files/config-1A2B3.json': attached,
      'media/config-0123456789abcdef.json': attached,
      'media/settings-1A2B3.json': '{"a": 1}',
    })
    expect(texts(messages)).toEqual(['mine'])
    expect(result.notices).toMatchObject([
      {code: 'left-out-attachment', place: {file: 'media/config-0123456789abcdef.json'}},
      {code: 'foreign-file', place: {file: 'media/settings-1A2B3.json'}},
    ])
  })

  it('#14 of other tools beside the channels are ignored', async () => {
    const result = await readFiles({
      'general.json': exporterJson({messages: [message()]}),
      'channel_info.json': JSON.stringify({channel: {id: '1', name: 'general'}, guild: {id: '2', name: 'S'}}),
      'guild_info.json': JSON.stringify({id: '2', name: 'S'}),
    })
    expect([result.messages.length, result.notices]).toEqual([1, []])
  })

  it('#15 with their keys in another order still work', async () => {
    const {guild, channel, messages, messageCount} = JSON.parse(exporterJson({messages: [message({content: 'first'})]}))
    const {conversations, ...result} = await readFiles({
      'x.json': JSON.stringify({messageCount, messages, channel, guild}),
    })
    expect(conversations).toMatchObject([{id: GENERAL.id, name: 'general'}])
    expect(texts(result.messages)).toEqual(['first'])
  })

  it('#15 with keys of messages and channels reversed still work', async () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
          : value
    const document = JSON.parse(exporterJson({messages: [message()]}))
    const plain = await readFiles({'x.json': JSON.stringify(document)})
    expect(await readFiles({'x.json': JSON.stringify(reversed(document))})).toEqual(plain)
  })

  it('#85 are found under any name', async () => {
    const path = `[a] {b} 🎉/${'long-'.repeat(60)}*?.json`
    const {messages} = await readFiles({
      [path]: exporterJson({messages: [message()]}),
      'b.json': exporterJson({channel: {...GENERAL, id: '12345678901234567'}}),
    })
    expect(messages[0]!.place).toEqual({file: path, record: 1})
  })

  it('with a byte order mark are read', async () => {
    const {messages} = await readFiles({'general.json': `\uFEFF${exporterJson({messages: [message()]})}`})
    expect(messages).toHaveLength(1)
  })

  it('count no message that was read, where a comma is missing behind it', async () => {
    const whole = exporterJson({messages: [message({content: 'a'}), message({content: 'b'})]})
    const result = await readFiles({'general.json': whole.replace(/\},(\s*\{\s*"id": "\d+",\s*"type")/, '} $1')})
    expect(texts(result.messages)).toEqual(['a', 'b'])
    expect([reasons(result), codes(result)]).toEqual([[], ['unreadable-value']])
  })

  it('keep what can be read beside a message that cannot', async () => {
    const result = await readMessages([
      message({content: 'a'}),
      null as never,
      [] as never,
      message({content: 'b', attachments: null, embeds: 7, mentions: 'x', stickers: [null]}),
    ])
    expect(texts(result.messages)).toEqual(['a', 'b'])
    expect(result.skips).toHaveLength(2)
  })
})

describe('channels', () => {
  it.each([[11], ['11'], ['GuildPublicThread'], ['PUBLIC_THREAD']])('#17 a type of %j is a thread', (type) => {
    expect(channelForm(type)).toBe('thread')
  })

  it.each([
    ['GuildTextChat', 'channel'],
    [0, 'channel'],
    ['GuildStageVoice', 'channel'],
    ['GUILD_VOICE', 'channel'],
    [undefined, 'channel'],
    ['16', 'thread'],
    ['DirectTextChat', 'direct'],
    [1, 'direct'],
    ['DM', 'direct'],
    ['DirectGroupTextChat', 'group'],
    ['GROUP_DM', 'group'],
    [3, 'group'],
  ])('a type of %j is a %s', (type, form) => {
    expect(channelForm(type)).toBe(form)
  })

  it('#18 without a category have no null in their name', async () => {
    const bare = await readFiles({
      'a.json': exporterJson({channel: {...GENERAL, category: null, categoryId: null, topic: null}}),
    })
    const thread = await readFiles({'a.json': exporterJson({channel: {...THREAD, category: null, categoryId: null}})})
    expect(bare.conversations).toEqual([{type: 'conversation', id: GENERAL.id, name: 'general', kind: 'group'}])
    expect(thread.conversations[0]!.name).toBe('Cool Thread')
  })

  it.each([
    ['0', 'DirectTextChat', 'direct'],
    ['@me', 'DirectTextChat', 'direct'],
    ['@me', 'DirectGroupTextChat', 'group'],
    ['0', 1, 'direct'],
    ['0', 3, 'group'],
  ])('#19 of the server %j and type %j are %s', async (id, type, kind) => {
    const channel = {id: '530805775262679064', type, categoryId: '0', category: 'Private', name: 'Bob', topic: null}
    const {conversations} = await readFiles({'a.json': exporterJson({guild: {id, name: 'Direct Messages'}, channel})})
    expect(conversations).toEqual([{type: 'conversation', id: channel.id, kind, name: 'Bob'}])
  })

  it('carry the name of their server when there are several', async () => {
    const {conversations} = await readFiles({
      'a.json': exporterJson(),
      'b.json': exporterJson({guild: {id: '9', name: 'Other'}, channel: {...GENERAL, id: '12345678901234567'}}),
    })
    expect(conversations.map(({name}) => name)).toEqual(['Other / general', 'My Server / general'])
  })

  it('of imitators that name no channel go by the name of their file', async () => {
    const document = {guild: null, messages: [message()]}
    const {conversations, messages} = await readFiles({[`${NAME}.json`]: JSON.stringify(document)})
    expect(conversations).toMatchObject([{id: GENERAL.id, name: 'general'}])
    expect(messages).toHaveLength(1)
  })
})

describe('threads', () => {
  const anchor = message({id: THREAD.id, timestamp: '2026-08-30T13:45:30.952+03:00', content: 'anchor'})
  const reply = message({content: 'in the thread'})
  const created = message({
    type: 'ThreadCreated',
    content: 'Started a thread.',
    reference: {messageId: null, channelId: THREAD.id},
  })
  const files = {
    'general.json': exporterJson({messages: [anchor, created, message({content: 'after'})]}),
    'thread.json': exporterJson({channel: THREAD, messages: [anchor, reply]}),
  }

  it('#8 join their channel, where their first message stays single', async () => {
    const result = await readFiles(files)
    const kept = staged(result.messages)
    expect(kept.map(({conversation, text, thread}) => [conversation, text, thread])).toEqual(
      expect.arrayContaining([
        [GENERAL.id, 'anchor', undefined],
        [GENERAL.id, 'in the thread', THREAD.id],
        [GENERAL.id, 'after', undefined],
      ]),
    )
    expect(kept).toHaveLength(3)
    expect(new Set(result.conversations.map(({name}) => name))).toEqual(new Set(['general']))
  })

  it('#9 hang on the message that their starter row names', async () => {
    const starter = message({type: '21', content: '', reference: {messageId: '900', channelId: GENERAL.id}})
    const thread = exporterJson({channel: THREAD, messages: [starter, reply]})
    const result = await readFiles({'general.json': files['general.json'], 'thread.json': thread})
    expect(result.messages.find(({text}) => text === 'in the thread')!.thread).toBe('900')
    expect(reasons(result)).toContain('thread-starter')
  })

  it('#9 keep a starter row that says something', async () => {
    const starter = message({type: 'ThreadStarterMessage', content: 'the question'})
    const {messages} = await readFiles({'thread.json': exporterJson({channel: THREAD, messages: [starter]})})
    expect(texts(messages)).toEqual(['the question'])
  })

  it('#10 without the file of their channel are conversations of their own', async () => {
    const {conversations, messages, notices} = await readFiles({'thread.json': files['thread.json']})
    expect(notices).toMatchObject([{code: 'thread-alone', message: expect.stringContaining('--threads own')}])
    expect(conversations).toEqual([{type: 'conversation', id: THREAD.id, name: 'general / Cool Thread', kind: 'group'}])
    expect(messages.map(({conversation, thread}) => [conversation, thread])).toEqual([
      [THREAD.id, undefined],
      [THREAD.id, undefined],
    ])
  })

  it('#10 are always their own on request', async () => {
    const {conversations} = await readFiles(files, {threads: 'own'})
    expect(conversations.map(({name}) => name)).toEqual(['general', 'general / Cool Thread'])
  })

  it('#11 of a forum are conversations of their own', async () => {
    const post = {
      ...THREAD,
      id: '1506019530294562938',
      categoryId: '1506019500871647363',
      category: 'feedback-forum',
      name: 'Bug Report',
    }
    const {conversations} = await readFiles({
      'general.json': files['general.json'],
      'post.json': exporterJson({channel: post}),
    })
    expect(conversations.map(({name}) => name)).toEqual(['feedback-forum / Bug Report', 'general'])
  })

  it('#66 are linked to the message with their own id', async () => {
    const {messages} = await readFiles(files)
    const {thread} = messages.find(({text}) => text === 'in the thread')!
    expect(messages.some(({id, text}) => id === thread && text === 'anchor')).toBe(true)
  })

  it('answer messages of their channel when they are joined', async () => {
    const answer = message({
      type: 'Reply',
      content: 'yes',
      reference: {type: 'Default', messageId: THREAD.id, channelId: GENERAL.id},
    })
    const thread = exporterJson({channel: THREAD, messages: [answer]})
    const {messages} = await readFiles({'general.json': files['general.json'], 'thread.json': thread})
    expect(messages.find(({text}) => text === 'yes')!.replyTo).toBe(THREAD.id)
  })

  it('tell the same whatever order their files come in', async () => {
    const renamed = {'z.json': files['general.json'], 'a.json': files['thread.json']}
    const strip = ({place: _, ...rest}: object & {place?: unknown}) => rest
    const [one, other] = [await readFiles(files), await readFiles(renamed)]
    expect(other.messages.map(strip)).toEqual(one.messages.map(strip))
  })
})

describe('formats beside each other', () => {
  const json = exporterJson({messages: [message()]})
  const CSV =
    'AuthorID,Author,Date,Content,Attachments,Reactions\n"1111111111111111","Ann","2023-09-23T13:15:48.3790000+03:00","x","",""\n'

  it('give the JSON, and say so', async () => {
    const result = await readFiles({
      [`${NAME}.json`]: json,
      [`${NAME}.csv`]: CSV,
      [`${NAME}.html`]: '<html><title>x</title><div class="chatlog">',
    })
    expect([result.messages.length, codes(result)]).toEqual([1, ['other-format']])
  })

  it('give the JSON also where only the id of the channel tells that it is the same', async () => {
    const result = await readFiles({'general.json': json, [`renamed [${GENERAL.id}].csv`]: CSV})
    expect([result.messages.length, codes(result)]).toEqual([1, ['other-format']])
  })

  it('give both when they are different channels', async () => {
    const result = await readFiles({[`${NAME}.json`]: json, 'S - a - random [12345678901234567].csv': CSV})
    expect(result.messages.map(({conversation}) => conversation)).toEqual([GENERAL.id, '12345678901234567'])
  })

  it('tell about text exports, and go on', async () => {
    const text = `${'='.repeat(62)}\nGuild: S\nChannel: c / d\n${'='.repeat(62)}\n`
    const result = await readFiles({'a.json': json, 'b.txt': text})
    expect([result.messages.length, codes(result)]).toEqual([1, ['refused-format']])
  })
})

describe('an input without any export', () => {
  it('says when all its files are empty', async () => {
    const files = {'a.csv': '', 'b.csv': ''}
    await expect(readFiles(files)).rejects.toMatchObject({
      code: 'INPUT_EMPTY',
      message: expect.stringMatching(/^2 files/),
    })
  })

  it.each([
    ['a text export', {'a.txt': `${'='.repeat(62)}\nGuild: S\n`}, /a\.txt is a text export .* as JSON/],
    [
      'an HTML export',
      {'a.html': '<!DOCTYPE html><html><head><title>S - c</title><style>.chatlog{}</style>'},
      /HTML export .* as JSON/,
    ],
    ['a database', {'a.dht': 'SQLite format 3\u0000 users'}, /\.dht.* as JSON/],
    [
      'a dump of the API',
      {'a.json': '[{"id":"1","type":0,"channel_id":"2","author":{"id":"3","username":"x"}}]'},
      /raw dump .* as JSON/,
    ],
    ['something else', {'a.json': '{"hello": 1}'}, /no export of Discord/],
  ])('is refused with a sentence: %s', async (_, files, sentence) => {
    await expect(readFiles(files)).rejects.toMatchObject({
      code: 'INPUT_UNRECOGNISED',
      message: expect.stringMatching(sentence),
    })
  })

  it('is not detected, with what to do instead', async () => {
    const detection = await discord.detect(memoryTree({'a.txt': `${'='.repeat(62)}\nGuild: S\n`}))
    expect(detection).toMatchObject({confidence: 'no', refused: true, why: expect.stringContaining('-f Json')})
  })
})
