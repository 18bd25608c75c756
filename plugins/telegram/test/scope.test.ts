import {describe, expect, it} from 'vitest'
import {codes, type Options, readFiles, readResult, reasons, refusal} from './read-export.js'
import {account, chat, group, message} from './result-json.js'

describe('what counts as a message', () => {
  it('#65 leaves profile music and stories out, which look like messages', async () => {
    const song = {...message(7), file: 'profile_music/song.mp3', text: 'NOT A CHAT MESSAGE'}
    const extra = {
      profile_music: [song],
      stories: [{date_unixtime: '1704067200', media: 'stories/a.jpg', messages: [song]}],
    }
    const result = await readResult({...extra, ...account([chat([message(1)])], extra)})
    expect(result.messages.map(({text}) => text)).toEqual(['text 1'])
    expect(result.skips).toEqual([])
  })

  it('#66 leaves other data out, whatever its keys', async () => {
    const other = {messages: [message(9)], chats: {list: [chat([message(8)])]}, drafts: [{chat: 'x', messages: ['no']}]}
    const result = await readResult(account([chat([message(1)])], {other_data: other, sessions: {list: [other]}}))
    expect(result.messages.map(({id}) => id)).toEqual(['1'])
    expect(result.conversations).toHaveLength(2)
  })
})

describe('choosing conversations', () => {
  const whole = account([
    chat([message(1), message(2)]),
    group([message(3)], {name: 'Work', id: 31}),
    group([message(4)], {name: 'Work', id: 32}),
    group([message(5)], {name: 'Workshop', id: 33}),
    chat([message(6, {from: 'HelperBot', from_id: 'user44'})], {name: 'HelperBot', type: 'bot_chat', id: 44}),
    chat([message(7)], {name: 'News', type: 'public_channel', id: 999}),
    chat([message(8)], {name: undefined, type: 'saved_messages', id: 1000001}),
  ])
  const ids = async (options: Options) => {
    const result = await readResult(whole, options)
    const skipped = reasons(result)['not-chosen'] ?? 0
    expect(result.messages.length + skipped).toBe(8)
    return [...new Set(result.messages.map(({conversation}) => conversation))]
  }

  it.each<[title: string, options: Options, expected: string[]]>([
    ['#88 a name in any case', {channels: ['bOB']}, ['user1000002']],
    ['#88 an id', {channels: ['channel31']}, ['channel31']],
    ['#88 an id without its kind', {channels: ['32']}, ['channel32']],
    ['a pattern', {channels: ['work*']}, ['channel31', 'channel32', 'channel33']],
    ['a pattern that leaves one out', {channels: ['work*'], exclude: ['channel31']}, ['channel32', 'channel33']],
    ['the name of a chat that has none', {channels: ['Saved Messages']}, ['user1000001']],
    ['kinds', {kinds: ['direct', 'saved']}, ['user1000002', 'user1000001']],
    ['bots and channels', {kinds: ['bot', 'channel']}, ['user44', 'channel999']],
    ['all but groups', {exclude: ['channel3?']}, ['user1000002', 'user44', 'channel999', 'user1000001']],
  ])('by %s', async (_, options, expected) => {
    expect(await ids(options)).toEqual(expected)
  })

  it('#88 does not guess which of two chats of one name is meant, and lists them', async () => {
    const {code, text} = await refusal(readResult(whole, {channels: ['work']}))
    expect(code).toBe('INPUT_AMBIGUOUS')
    expect(text).toContain('2 chats of result.json are called "work"')
    expect(text).toContain('channel31 (1 message)\nchannel32 (1 message)')
  })

  it('says when nothing is called so', async () => {
    const {notices} = await readResult(whole, {channels: ['Bob', 'Wrok']})
    expect(notices).toMatchObject([{code: 'unknown-conversation', message: expect.stringContaining('"Wrok"')}])
  })

  it('finds a name that is written like a pattern', async () => {
    const {messages} = await readResult(chat([message(1)], {name: 'who? [us] (2)'}), {channels: ['who? [us] (2)']})
    expect(messages).toHaveLength(1)
  })
})

describe('several exports in one folder', () => {
  it('#62 gives a chat that two exports share the same ids, and the edit times that decide between copies', async () => {
    const edited = message(2, {text: 'edited', edited: '2024-01-02T00:00:00', edited_unixtime: '1704153600'})
    const {messages} = await readFiles({
      'ChatExport_2024-01-01/result.json': chat([message(1), message(2)]),
      'ChatExport_2024-01-02/result.json': chat([message(1), edited, message(3)]),
    })
    expect(messages.map(({conversation, id, editedAt}) => [conversation, id, editedAt])).toEqual([
      ['user1000002', '1', undefined],
      ['user1000002', '2', undefined],
      ['user1000002', '1', undefined],
      ['user1000002', '2', 1_704_153_600_000],
      ['user1000002', '3', undefined],
    ])
  })

  it('reads them in the order of their numbers', async () => {
    const {messages} = await readFiles({
      'ChatExport_2024-01-01 (10)/result.json': chat([message(10)]),
      'ChatExport_2024-01-01 (2)/result.json': chat([message(2)]),
      'result (3).json': group([message(3)]),
    })
    expect(messages.map(({id}) => id)).toEqual(['2', '10', '3'])
  })

  it('#60 reads the JSON where one folder has HTML too, and says so', async () => {
    const page =
      '<html><title>Exported Data</title><body onload="CheckLocation();"><div class="page_wrap"><div class="history"></div></div></body></html>'
    const result = await readFiles({
      'out/result.json': chat([message(1)]),
      'out/messages.html': page,
      'out/messages2.html': page,
    })
    expect(result.messages).toHaveLength(1)
    expect(codes(result)).toEqual(['html-left-out'])
  })
})
