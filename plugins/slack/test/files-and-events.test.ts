import {describe, expect, test} from 'vitest'
import {ALICE, BOB, codes, exportTree, message, read, readMessages, skipped, texts, ts} from './small-export.js'

async function attachmentsOf(files: unknown[], more: object = {}, extra: Record<string, unknown> = {}) {
  return (await readMessages([message({text: '', files, ...more})], {}, extra)).messages[0]?.attachments
}

describe('files', () => {
  test('59 lists the files of a message without text', async () => {
    const {messages} = await readMessages([
      message({text: '', files: [{id: 'F1', name: 'a.png', title: 'Plan', mimetype: 'image/png'}]}),
    ])
    expect(messages[0]).toMatchObject({text: '', attachments: [{kind: 'image', name: 'Plan'}]})
  })

  test.each([
    ['image/png', {}, 'image'],
    ['video/mp4', {}, 'video'],
    ['audio/webm', {}, 'audio'],
    ['application/pdf', {}, 'file'],
    ['application/vnd.google-apps', {is_external: true}, 'link'],
    [undefined, {}, 'file'],
  ])('59 tells the kind of %s', async (mimetype, more, kind) => {
    expect(await attachmentsOf([{id: 'F1', name: 'x', mimetype, ...more}])).toMatchObject([{kind, name: 'x'}])
  })

  test.each([
    ['80', {id: 'F1', mode: 'tombstone'}, {kind: 'file', name: 'deleted file'}],
    [
      '81',
      {id: 'F1', mode: 'hidden_by_limit', url_private: 'https://files.slack.com/x'},
      {kind: 'file', name: 'file hidden by plan limit'},
    ],
    ['82', {id: 'F1', file_access: 'access_denied'}, {kind: 'file', name: 'unavailable file'}],
    [
      '83',
      {id: 'F1', name: 'a.txt', url_private: 'https://files.slack.com/files-pri/T1-F1/a.txt?t=xoxe-1-2'},
      {kind: 'file', name: 'a.txt', uri: 'https://files.slack.com/files-pri/T1-F1/a.txt'},
    ],
    [
      '84',
      {
        id: 'F1',
        title: 'Budget',
        is_external: true,
        external_type: 'gdrive',
        url_private: 'https://docs.google.com/d?id=7&usp=drive',
      },
      {kind: 'link', name: 'Budget', uri: 'https://docs.google.com/d?id=7&usp=drive'},
    ],
    [
      '85',
      {id: 'F1', name: 'Untitled', title: 'Weekly &amp; more', mode: 'quip', filetype: 'quip'},
      {kind: 'file', name: 'Weekly & more'},
    ],
  ])('%s', async (_, file, expected) => {
    expect(await attachmentsOf([file])).toEqual([expected])
  })

  test('85 puts the title of a canvas where the text has its bare id', async () => {
    const {messages} = await readMessages([
      message({text: 'see \nF07A32DC2GG', files: [{id: 'F07A32DC2GG', title: 'Weekly', mode: 'quip'}]}),
    ])
    expect(messages[0]?.text).toBe('see \nWeekly')
  })

  test.each([
    [
      'uploaded a file',
      '<@U1|al> uploaded a file: <https://x|a> and commented: <@U2BOB222> look &amp; see',
      '@Bob look & see',
    ],
    ['uploaded an image', '<@U1|al> uploaded an image: <https://x|a>', ''],
    ['shared a file', '<@U1> shared a file: <https://x|a b>', ''],
    ['people’s own words', '<@U2BOB222> please print this', '@Bob please print this'],
  ])('86 takes the words out of the sentence that Slack made: %s', async (_, text, expected) => {
    const {messages} = await readMessages([message({subtype: 'file_share', text, file: {id: 'F1', name: 'a.txt'}})])
    expect(messages[0]).toMatchObject({text: expected, attachments: [{name: 'a.txt'}]})
  })

  test('86 prefers the comment that the file itself holds', async () => {
    const file = {id: 'F1', name: 'a.txt', initial_comment: {comment: 'the whole comment'}}
    const {messages} = await readMessages([
      message({subtype: 'file_share', text: '<@U1> uploaded a file: <https://x|a> and commented: the whole', file}),
    ])
    expect(messages[0]?.text).toBe('the whole comment')
  })

  test.each([
    ['a voice clip', {transcription: {preview: {content: 'hello from the bus'}}}, 'hello from the bus'],
    ['a snippet', {mode: 'snippet', preview: 'let x = 1'}, 'let x = 1'],
    ['an e-mail', {mode: 'email', plain_text: 'Dear all'}, 'Dear all'],
    ['a picture', {mode: 'hosted', preview: 'not text'}, ''],
  ])('reads the text of %s when the message has none', async (_, file, expected) => {
    const {messages} = await readMessages([message({text: '', files: [{id: 'F1', name: 'x', ...file}]})])
    expect(messages[0]?.text).toBe(expected)
  })

  test.each(['__uploads/F1AAAAAA/plan.pdf', 'general/attachments/F1AAAAAA-plan.pdf'])(
    'points at the file that slackdump stored: %s',
    async (path) => {
      expect(
        await attachmentsOf([{id: 'F1AAAAAA', name: 'plan.pdf', url_private: 'https://x'}], {}, {[path]: 'bytes'}),
      ).toEqual([{kind: 'file', name: 'plan.pdf', uri: path}])
    },
  )

  test('lets no token out, wherever it stands', async () => {
    const token = 'xoxe-123-abc'
    const result = await readMessages([
      message({
        text: `<https://files.slack.com/a?t=${token}&amp;x=1|file ${token}> https://x.y/?token=${token} and ${token}`,
        attachments: [{is_share: true, text: `https://x.y/?t=${token}#top`, author_name: token}],
        files: [
          {id: 'F1', name: `n ${token}`, url_private: `https://x/${token}?t=${token}`},
          {id: 'F2', is_external: true, name: 'ext', url_private: `https://ext?id=1&t=${token}`},
        ],
      }),
      message({ts: ts(1), user: 'U9', user_profile: {display_name: token}}),
      message({ts: ts(2), bot_id: 'B1', subtype: 'bot_message', username: token}),
    ])
    expect(JSON.stringify(result)).not.toContain('xoxe')
    expect(texts(result)[0]).toContain('file [token removed] (https://files.slack.com/a?x=1)')
  })
})

describe('events', () => {
  const note = (subtype: string, text: string, more: object = {}) => message({subtype, text, ...more})

  test('87 leaves out and counts what Slack generates, by kind', async () => {
    const result = await readMessages([
      note('channel_join', '<@U1ALICE1> has joined the channel'),
      note('channel_join', '<@U2BOB222> has joined the channel', {user: BOB.id, ts: ts(1)}),
      note('group_leave', '<@U1ALICE1> has left the group', {ts: ts(2)}),
      note('pinned_item', '', {ts: ts(3)}),
      note('reminder_add', 'set up a reminder', {ts: ts(4)}),
    ])
    expect(result.messages).toEqual([])
    expect(skipped(result)).toEqual({'channel-join': 2, 'group-leave': 1, 'pinned-item': 1, 'reminder-add': 1})
  })

  test('88 leaves a new topic out', async () => {
    expect(skipped(await readMessages([note('channel_topic', '<@U1ALICE1|al> set the channel topic: X')]))).toEqual({
      'channel-topic': 1,
    })
  })

  test.each([
    ['channel_topic', '<@U1ALICE1|al> set the channel topic: tea &amp; cake', 'set the channel topic: tea & cake'],
    ['channel_join', '<@U1ALICE1> has joined the channel', 'joined the channel'],
    ['channel_name', '<@U1ALICE1> has renamed the channel from "a" to "b"', 'renamed the channel from "a" to "b"'],
  ])('88 keeps %s without its author, when asked', async (subtype, text, expected) => {
    const {messages} = await readMessages([note(subtype, text)], {events: true})
    expect(messages[0]).toMatchObject({sender: ALICE.id, text: expected})
  })

  test('89 applies a recorded edit to its message', async () => {
    const result = await readMessages([
      message({text: 'helo'}),
      {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        ts: ts(5e6),
        message: message({text: 'hello', edited: {user: ALICE.id, ts: ts(4e6)}}),
        previous_message: message({text: 'helo'}),
      },
      {type: 'message', subtype: 'message_replied', hidden: true, ts: ts(6e6), message: message()},
    ])
    expect(result.messages.map(({id, text, editedAt}) => ({id, text, editedAt}))).toEqual([
      {id: ts(), text: 'hello', editedAt: 1577880004000},
    ])
    expect(skipped(result)).toEqual({'message-changed': 1, 'message-replied': 1})
  })

  test('89 applies a recorded deletion to its message', async () => {
    const result = await readMessages([
      message({text: 'secret'}),
      message({ts: ts(1), text: 'kept'}),
      {type: 'message', subtype: 'message_deleted', hidden: true, ts: ts(5e6), deleted_ts: ts()},
    ])
    expect(texts(result)).toEqual(['kept'])
    expect(skipped(result)).toEqual({deleted: 1, 'message-deleted': 1})
  })

  test('89 passes on the newer state of a message of an earlier day', async () => {
    const result = await read(
      exportTree({
        'general/2020-01-01.json': [message({text: 'helo'}), message({ts: ts(1), text: 'secret'})],
        'general/2020-01-02.json': [
          {type: 'message', subtype: 'message_changed', ts: ts(9e10), message: message({text: 'hello'})},
          {
            type: 'message',
            subtype: 'message_deleted',
            ts: ts(9e10 + 1),
            deleted_ts: ts(1),
            previous_message: message({ts: ts(1), text: 'secret'}),
          },
        ],
      }),
    )
    expect(result.messages.slice(2).map(({id, sender, text, editedAt}) => ({id, sender, text, editedAt}))).toEqual([
      {id: ts(), sender: ALICE.id, text: 'hello', editedAt: 1577970000000},
      {id: ts(1), sender: ALICE.id, text: '(deleted message)', editedAt: 1577970000000},
    ])
    expect(skipped(result)).toEqual({})
  })

  test('89 takes an edit to a tombstone for a deletion, and the last of several changes', async () => {
    const change = (micros: number, text: string) => ({
      type: 'message',
      subtype: 'message_changed',
      ts: ts(micros),
      message: message({text, ...(text === '' && {subtype: 'tombstone'})}),
    })
    const result = await readMessages([message({text: 'a'}), change(2e6, 'c'), change(1e6, 'b')])
    expect(texts(result)).toEqual(['c'])
    const deleted = await readMessages([message({text: 'a'}), change(1e6, 'b'), change(2e6, '')])
    expect(texts(deleted)).toEqual([])
    expect(skipped(deleted)).toEqual({deleted: 1, 'message-changed': 2})
  })

  test('90 counts what was withheld', async () => {
    const result = await readMessages([note('ekm_access_denied', 'withheld', {user: 'UREVOKEDU'})])
    expect(skipped(result)).toEqual({'ekm-access-denied': 1})
  })

  test('91 keeps a message of an unknown kind, and says so once', async () => {
    const result = await readMessages([
      note('poem_2031', 'roses are red'),
      note('poem_2031', 'violets too', {ts: ts(1)}),
      note('poem_2031', '', {ts: ts(2)}),
      note('poem_2031', 'by an app', {ts: ts(3), user: undefined, bot_id: 'B1'}),
    ])
    expect(texts(result)).toEqual(['roses are red', 'violets too'])
    expect(skipped(result)).toEqual({'unknown-kind': 2})
    expect(codes(result)).toEqual(['unknown-kind'])
  })

  test('92 leaves hidden events out', async () => {
    const result = await readMessages([
      message({hidden: true}),
      message({hidden: true, subtype: 'poem_2031', ts: ts(1)}),
      message({hidden: true, subtype: 'thread_broadcast', ts: ts(2), text: 'shown'}),
    ])
    expect(texts(result)).toEqual(['shown'])
    expect(skipped(result)).toEqual({hidden: 2})
  })

  test('93 ignores reactions, of unknown people and in any skin tone', async () => {
    const reactions = [{name: 'wave::skin-tone-3', users: ['UNOBODY1'], count: 7}]
    const [plain, reacted] = await Promise.all([readMessages([message()]), readMessages([message({reactions})])])
    expect(reacted).toEqual(plain)
  })

  test.each(['file_mention', 'slackbot_response', 'reply_broadcast', 'document_comment'])(
    'keeps a %s',
    async (subtype) => {
      expect(texts(await readMessages([note(subtype, 'words')]))).toEqual(['words'])
    },
  )
})
