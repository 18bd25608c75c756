import {describe, expect, test} from 'vitest'
import {excerptOf} from '../src/message/thread-notes.js'
import {
  ALICE,
  BOB,
  bareTree,
  codes,
  exportTree,
  message,
  read,
  readMessages,
  skipped,
  texts,
  ts,
} from './small-export.js'

const MINUTE = 60e6
const parent = message({text: 'Who has the ladder?', thread_ts: ts()})

function reply(minutes: number, more: object = {}) {
  return message({user: BOB.id, ts: ts(minutes * MINUTE), thread_ts: ts(), text: `after ${minutes}`, ...more})
}

describe('threads', () => {
  test('71 gives a parent no relation', async () => {
    const {messages} = await readMessages([parent])
    expect(messages[0]).not.toHaveProperty('thread')
    expect(messages[0]).not.toHaveProperty('replyTo')
  })

  test('72 joins a reply with its parent of another day', async () => {
    const result = await read(
      exportTree({
        'general/2020-01-01.json': [parent],
        'general/2020-01-04.json': [reply(3 * 24 * 60, {text: 'I do'})],
      }),
    )
    expect(result.messages[1]).toMatchObject({
      thread: ts(),
      replyTo: ts(),
      text: '(in reply to Alice: "Who has the ladder?") I do',
    })
    expect(result.notices).toEqual([])
  })

  test('73 keeps a reply whose parent is missing, and says so', async () => {
    const result = await readMessages([reply(1, {parent_user_id: ALICE.id}), reply(90), message({ts: ts(91 * MINUTE)})])
    expect(result.messages.map(({replyTo}) => replyTo)).toEqual([ts(), ts(), undefined])
    expect(texts(result)).toEqual(['(in reply to Alice) after 1', 'after 90', 'hello'])
    expect(result.notices).toEqual([
      {code: 'parents-missing', message: expect.stringContaining('"general", 2 replies came without')},
    ])
  })

  test('74 leaves a deleted parent out and keeps its replies', async () => {
    const tombstone = message({
      user: 'USLACKBOT',
      subtype: 'tombstone',
      hidden: true,
      text: 'This message was deleted.',
    })
    const result = await readMessages([tombstone, reply(1), reply(2)])
    expect(texts(result)).toEqual(['(in reply to a deleted message) after 1', 'after 2'])
    expect(result.messages[1]).toMatchObject({thread: ts()})
    expect(skipped(result)).toEqual({tombstone: 1})
    expect(result.notices).toEqual([])
  })

  test('75 takes a reply that was also sent to the channel once, as a reply', async () => {
    const result = await readMessages([parent, reply(1, {subtype: 'thread_broadcast', root: parent})])
    expect(result.messages).toHaveLength(2)
    expect(result.messages[1]).toMatchObject({text: 'after 1', thread: ts()})
  })

  test('75 quotes a missing parent from the copy that a broadcast carries', async () => {
    const result = await readMessages([reply(90, {subtype: 'thread_broadcast', root: parent}), reply(200)])
    expect(texts(result)).toEqual([
      '(in reply to Alice: "Who has the ladder?") after 90',
      '(in reply to Alice: "Who has the ladder?") after 200',
    ])
    expect(codes(result)).toEqual(['parents-missing'])
  })

  test('76 gives both copies of a broadcast in a dump one id', async () => {
    const broadcast = reply(1, {subtype: 'thread_broadcast'})
    const dump = {
      channel_id: 'C1GENERAL',
      name: 'general',
      messages: [{...parent, slackdump_thread_replies: [broadcast]}, broadcast],
    }
    const {messages} = await read(bareTree({'C1GENERAL.json': dump}))
    expect(messages.map(({id}) => id)).toEqual([ts(), ts(MINUTE), ts(MINUTE)])
    expect(messages[1]).toEqual({...messages[2], place: messages[1]?.place, text: messages[1]?.text})
  })

  test('77 says when the replies of an export are missing', async () => {
    const result = await readMessages([message({thread_ts: ts(), reply_count: 5, replies: [{user: 'U2', ts: ts(9)}]})])
    expect(texts(result)).toEqual(['hello'])
    expect(result.notices).toEqual([
      {code: 'threads-missing', message: expect.stringContaining('the replies to 1 message are missing')},
    ])
  })

  test('77 says nothing when the replies are there', async () => {
    const result = await readMessages([message({thread_ts: ts(), reply_count: 1}), reply(1)])
    expect(result.notices).toEqual([])
  })

  test('78 takes a thread whose replies are all gone for an ordinary message', async () => {
    const result = await readMessages([message({thread_ts: ts(), reply_count: 5, latest_reply: '0000000000.000000'})])
    expect(texts(result)).toEqual(['hello'])
    expect(result.notices).toEqual([])
  })

  test('79 reads threads of a DM like any other', async () => {
    const dms = [{id: 'D024BE7LR', members: [ALICE.id, BOB.id]}]
    const {messages} = await read(exportTree({'dms.json': dms, 'D024BE7LR/2020-01-01.json': [parent, reply(1)]}))
    expect(messages[1]).toMatchObject({conversation: 'D024BE7LR', thread: ts()})
  })
})

describe('notes of what a reply answers', () => {
  const aside = message({ts: ts(2 * MINUTE), text: 'by the way'})

  test.each([
    ['right after its parent', [parent, reply(1)], ['after 1']],
    ['after another reply of the thread', [parent, reply(1), reply(50)], ['after 1', 'after 50']],
    ['after something else', [parent, aside, reply(3)], ['(in reply to Alice: "Who has the ladder?") after 3']],
    ['more than an hour later', [parent, reply(61)], ['(in reply to Alice: "Who has the ladder?") after 61']],
  ])('%s', async (_, messages, expected) => {
    const result = await readMessages(messages)
    expect(texts(result).filter((text) => text.includes('after'))).toEqual(expected)
  })

  test('are left out, when asked, but not the relation', async () => {
    const result = await readMessages([parent, aside, reply(3)], {threads: 'off'})
    expect(result.messages[2]).toMatchObject({text: 'after 3', replyTo: ts()})
  })

  test.each([
    ['a file', {text: '', files: [{id: 'F1', name: 'plan.pdf'}]}, '(in reply to Alice: "[file: plan.pdf]") after 61'],
    ['nothing', {text: ''}, '(in reply to Alice) after 61'],
    [
      'a note of Slack',
      {subtype: 'channel_topic', text: '<@U1ALICE1> set the channel topic: tea'},
      '(in reply to Alice: "set the channel topic: tea") after 61',
    ],
  ])('tell of a parent with %s', async (_, more, expected) => {
    expect(texts(await readMessages([{...parent, ...more}, reply(61)])).at(-1)).toBe(expected)
  })

  test('in a dump depend on the distance to the parent, for threads are not read in their place in time', async () => {
    const newestFirst = [message({ts: ts(90 * MINUTE)}), {...parent, replies: [reply(1), reply(61)]}]
    const result = await read(
      exportTree({'C1GENERAL-1577880000.000000.json': [reply(4), reply(80)], 'C1GENERAL.json': newestFirst}),
    )
    expect(texts(result)).toEqual([
      'Who has the ladder?',
      'after 1',
      '(in reply to Alice: "Who has the ladder?") after 61',
      'hello',
      'after 4',
      '(in reply to Alice: "Who has the ladder?") after 80',
    ])
    expect(result.notices).toEqual([])
  })
})

describe('excerptOf', () => {
  test.each([
    ['short', 'short'],
    ['two\n\n lines\t here ', 'two lines here'],
    ['a'.repeat(60), 'a'.repeat(60)],
    ['a'.repeat(61), `${'a'.repeat(60)}…`],
    [`${'a'.repeat(59)} b`, `${'a'.repeat(59)}…`],
    [`${'a'.repeat(59)}👋b`, `${'a'.repeat(59)}…`],
    [`x${' '.repeat(400)}y`, 'x…'],
  ])('%j', (text, expected) => {
    expect(excerptOf(text)).toBe(expected)
  })
})
