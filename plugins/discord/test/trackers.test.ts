import {describe, expect, it} from 'vitest'
import {codes, readFiles, readMessages, staged, texts} from './read-files.js'

const META = {
  users: {111: {name: 'me', tag: '0001'}, 222: {name: 'friend'}},
  userindex: ['111', '222'],
  servers: [
    {name: 'My Server', type: 'SERVER'},
    {name: 'friend', type: 'DM'},
    {name: 'the gang', type: 'GROUP'},
  ],
  channels: {
    9001: {server: 0, name: 'general', topic: 't'},
    9002: {server: 1, name: 'friend'},
    9003: {server: 2, name: 'the gang'},
  },
}
const archive = (data: object, meta: object = META) => ({'dht.txt': JSON.stringify({meta, data})})
const ID = '1045178587575242772'

describe('a text archive of Discord History Tracker', () => {
  it('has conversations of three kinds', async () => {
    const {conversations} = await readFiles(
      archive({9001: {[ID]: {u: 0, t: 1}}, 9002: {[ID]: {u: 0, t: 1}}, 9003: {[ID]: {u: 1, t: 1}}}),
    )
    expect(conversations).toEqual([
      {type: 'conversation', id: '9001', kind: 'group', name: 'general', topic: 't'},
      {type: 'conversation', id: '9002', kind: 'direct', name: 'friend'},
      {type: 'conversation', id: '9003', kind: 'group', name: 'the gang'},
    ])
  })

  it('has messages with everything that they may carry', async () => {
    const raw = {
      u: 1,
      t: 1669225743900,
      te: 1669225753900,
      m: 'hi <@111> in <#9001>',
      r: '7',
      a: [{url: 'https://cdn.discordapp.com/attachments/1/2/x.png?ex=1'}],
      re: [{n: '👍', c: 2}],
    }
    const {messages} = await readFiles(archive({9001: {1: {u: 0, t: 5, m: 'first'}, [ID]: raw}}))
    expect(messages[1]).toMatchObject({
      conversation: '9001',
      id: ID,
      sender: '222',
      at: 1669225743900,
      editedAt: 1669225753900,
      text: 'hi @me in #general',
      replyTo: '7',
      attachments: [{kind: 'image', name: 'x.png', uri: 'https://cdn.discordapp.com/attachments/1/2/x.png'}],
    })
  })

  it('comes out in the order of time, whatever the order of its keys', async () => {
    const {messages} = await readFiles(
      archive({
        9001: {[`${ID.slice(0, -1)}9`]: {u: 0, t: 9, m: 'b'}, [ID]: {u: 0, t: 9, m: 'a'}, 3: {u: 0, t: 8, m: '0'}},
      }),
    )
    expect(texts(staged(messages))).toEqual(['0', 'a', 'b'])
  })

  it.each([
    ['bots', '', 'T\nD'],
    ['bots', 'see', 'see'],
    ['all', 'see', 'see\nT\nD'],
    ['none', '', ''],
  ])('shows rich embeds by the option %s beside the text %j', async (embeds, m, text) => {
    const {messages} = await readFiles(
      archive({9001: {[ID]: {u: 0, t: 5, m, e: [{url: 'u', type: 'rich', t: 'T', d: 'D'}]}}}),
      {embeds},
    )
    expect(texts(messages)).toEqual([text])
  })

  it('keeps messages of unknown people and times, and counts what it cannot place', async () => {
    const result = await readFiles(archive({9001: {[ID]: {u: 7, m: 'who'}, 5: {u: 0, m: 'when'}}}))
    expect(result.messages).toMatchObject([{sender: 'unknown', at: 1669260393757}])
    expect(result.skips).toMatchObject([{reason: 'no-time', conversation: '9001'}])
    expect(codes(result)).toEqual(['no-author', 'no-messages'])
  })

  it('works with its index at the end', async () => {
    const data = {9001: {[ID]: {u: 0, t: 5, m: 'x'}}}
    const {people, messages} = await readFiles({'dht.json': JSON.stringify({data, meta: META})})
    expect([people, messages.length]).toEqual([[{type: 'person', id: '111', name: 'me'}], 1])
  })

  it.each([
    ['another name for data', {meta: META, constructor: {9001: {[ID]: {u: 0, t: 5}}}}],
    ['data that is no object', {meta: META, data: null}],
    ['no data', {meta: META}],
    ['nothing in data', {meta: META, data: {}}],
  ])('tells when it has no messages: %s', async (_, content) => {
    const result = await readFiles({'dht.txt': JSON.stringify(content)})
    expect(result.messages).toEqual([])
    expect(result.notices).toMatchObject([{code: 'no-messages', place: {file: 'dht.txt'}}])
  })

  it('counts the messages of a channel that are a list, and have lost their ids', async () => {
    const result = await readFiles(
      archive({
        9001: [
          {u: 0, t: 5, m: 'a'},
          {u: 0, t: 6},
        ],
        9002: {[ID]: {u: 0, t: 5}},
      }),
    )
    expect(result.skips).toMatchObject([
      {reason: 'unreadable', conversation: '9001'},
      {reason: 'unreadable', conversation: '9001'},
    ])
    expect(result.messages).toHaveLength(1)
  })

  it.each([[null], ['x'], [7]])('counts a message that is %j', async (value) => {
    const result = await readFiles(archive({9001: {[ID]: value, 5: {u: 0, t: 5, m: 'kept'}}}))
    expect(texts(result.messages)).toEqual(['kept'])
    expect(result.skips).toMatchObject([{reason: 'unreadable', conversation: '9001'}])
  })

  it.each([
    ['nothing', null],
    ['a text', 'x'],
  ])('tells which channels of its index hold %s', async (_, value) => {
    const result = await readFiles(archive({9001: {[ID]: {u: 0, t: 5}}, 9002: value}))
    expect(result.notices).toMatchObject([
      {code: 'no-messages', message: "2 channels of the archive's index without messages."},
    ])
  })

  it('does not tell of missing messages when a filter leaves them out', async () => {
    const result = await readFiles(
      archive({9001: {[ID]: {u: 0, t: 5}}}, {...META, channels: {9001: META.channels[9001]}}),
      {kinds: ['direct']},
    )
    expect([result.messages, codes(result)]).toEqual([[], []])
  })

  it('follows the filters', async () => {
    const data = {9001: {[ID]: {u: 0, t: 5, m: 'a'}}, 9002: {[ID]: {u: 0, t: 5, m: 'b'}}}
    expect(texts((await readFiles(archive(data), {kinds: ['direct']})).messages)).toEqual(['b'])
    expect(texts((await readFiles(archive(data), {channels: ['general']})).messages)).toEqual(['a'])
  })

  it('is not what a channel of DiscordChatExporter is', async () => {
    expect((await readMessages([])).conversations).toHaveLength(1)
  })
})
