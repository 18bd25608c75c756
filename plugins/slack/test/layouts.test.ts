import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {slack} from '../src/index.js'
import {ALICE, BOB, bareTree, codes, exportTree, GENERAL, message, read, skipped, texts, ts} from './small-export.js'

const PARENT = message({text: 'parent', thread_ts: ts(), reply_count: 1})
const REPLY = message({ts: ts(60e6), user: BOB.id, thread_ts: ts(), text: 'reply'})

async function why(tree: ReturnType<typeof bareTree>): Promise<string> {
  const {confidence, why} = await slack.detect(tree)
  return `${confidence}: ${why}`
}

describe('slackdump dumps', () => {
  const dump = {channel_id: 'C1GENERAL', name: 'everything', messages: [{...PARENT, slackdump_thread_replies: [REPLY]}]}

  test('hold one conversation a file, with replies inside their parents', async () => {
    const tree = bareTree({'C1GENERAL.json': dump, 'C1GENERAL/F1AAAAAA-notes.json': '[]'})
    const result = await read(tree)
    expect(await why(tree)).toBe('certain: 1 file of one conversation each (slackdump dump or slack-archive)')
    expect(result.conversations).toEqual([{type: 'conversation', id: 'C1GENERAL', name: 'everything', kind: 'group'}])
    expect(texts(result)).toEqual(['parent', 'reply'])
    expect(codes(result)).toEqual(['no-users'])
  })

  test('take names from the indexes beside them, and DMs from whose session it was', async () => {
    const result = await read(
      exportTree({
        'workspace.json': {user_id: ALICE.id, team_id: 'T1'},
        'dms.json': [{id: 'D1AAAAAAA', members: [ALICE.id, BOB.id]}],
        'C1GENERAL.json': dump,
        'D1AAAAAAA.json': {channel_id: 'D1AAAAAAA', name: '', messages: [message()]},
      }),
    )
    expect(result.conversations.map(({id, name, kind}) => `${id} ${name} ${kind}`)).toEqual([
      'C1GENERAL general group',
      'D1AAAAAAA Bob direct',
    ])
    expect(result.notices).toEqual([])
  })

  test('of single threads belong to their conversation', async () => {
    const result = await read(
      exportTree({
        'C1GENERAL.json': {...dump, messages: [PARENT]},
        [`C1GENERAL-${ts()}.json`]: {...dump, messages: [REPLY]},
      }),
    )
    expect(result.conversations).toHaveLength(1)
    expect(texts(result)).toEqual(['parent', 'reply'])
  })

  test('of two workspaces side by side are both read, each with its own indexes', async () => {
    const result = await read(
      bareTree({
        'acme/users.json': [ALICE],
        'acme/channels.json': [GENERAL],
        'acme/C1GENERAL.json': {...dump, messages: [message()]},
        'beta/users.json': [BOB],
        'beta/channels.json': [{id: 'C2RANDOM0', name: 'random'}],
        'beta/C2RANDOM0.json': {
          channel_id: 'C2RANDOM0',
          name: '',
          messages: [message({user: BOB.id, text: 'from beta'})],
        },
      }),
    )
    expect(result.conversations.map(({id, name}) => `${id} ${name}`)).toEqual(['C1GENERAL general', 'C2RANDOM0 random'])
    expect(result.people.map(({name}) => name)).toEqual(['Alice', 'Bob'])
    expect(result.notices).toEqual([])
  })

  test.each([
    ['deeper than the others', bareTree({'C1GENERAL.json': dump, 'more/C2RANDOM0.json': dump}), 'more/C2RANDOM0.json'],
    [
      'beside an export with day files',
      exportTree({'general/2020-01-01.json': [message()], 'C2RANDOM0.json': dump}),
      'C2RANDOM0.json',
    ],
  ])('that are not read are named: %s', async (_, tree, file) => {
    const {notices} = await read(tree)
    expect(notices).toContainEqual(expect.objectContaining({code: 'unread-files', place: {file}}))
  })

  test('without messages say so, when they are too large to be read at once', async () => {
    const tree = exportTree({
      'C1GENERAL.json': {channel_id: 'C1GENERAL', name: 'x', ts: ts(), pad: 'x'.repeat(5e6)},
      'C2RANDOM0.json': dump,
    })
    const result = await read(tree)
    expect(result.notices).toContainEqual(
      expect.objectContaining({code: 'unreadable-file', place: {file: 'C1GENERAL.json'}}),
    )
  })

  test('of the first versions tell their id last', async () => {
    const {channel_id, ...rest} = dump
    const result = await read(bareTree({'old dump.json': {...rest, channel_id}}, {form: 'file', name: 'old dump.json'}))
    expect(result.conversations[0]).toMatchObject({id: 'C1GENERAL', name: 'everything'})
    expect(codes(result)).toEqual(['no-users'])
  })

  test('without an id are called after their file, and it is said', async () => {
    const result = await read(bareTree({'scraped.json': {messages: [message()]}}, {form: 'file', name: 'scraped.json'}))
    expect(result.conversations[0]).toMatchObject({id: 'scraped', local: true})
    expect(codes(result)).toEqual(['no-channel-id', 'no-users'])
  })

  test('that are too large to hold are streamed', async () => {
    const padding = 'x'.repeat(100_000)
    const messages = Array.from({length: 60}, (_, n) => message({ts: ts(n), text: String(n), metadata: padding}))
    const result = await read(bareTree({'C1GENERAL.json': {...dump, messages}}))
    expect(texts(result)).toEqual(messages.map(({text}) => text))
  })
})

describe('other archives', () => {
  test('slack-archive: whole messages inside their parents, users keyed by id', async () => {
    const tree = bareTree({
      'slack-archive/data/users.json': {[ALICE.id]: ALICE},
      'slack-archive/data/channels.json': [GENERAL],
      'slack-archive/data/C1GENERAL.json': [message({ts: ts(9e6), text: 'later'}), {...PARENT, replies: [REPLY]}],
      'slack-archive/html/C1GENERAL.html': '<html>',
    })
    const result = await read(tree)
    expect(result.conversations[0]).toMatchObject({id: 'C1GENERAL', name: 'general'})
    expect(texts(result)).toEqual(['parent', 'later', '(in reply to Alice: "parent") reply'])
  })

  test('slackarchive.io: newest first, channels by name', async () => {
    const tree = bareTree({
      'users.json': {[ALICE.id]: ALICE},
      'channels.json': [{channel_id: 'C1GENERAL', name: 'general'}],
      'messages/general.json': [
        message({ts: ts(2), text: 'new', channel: 'C1GENERAL', team: 'T1'}),
        message({text: 'old'}),
      ],
    })
    const result = await read(tree)
    expect(await why(tree)).toMatch(/^certain/)
    expect(result.conversations[0]).toMatchObject({id: 'C1GENERAL', name: 'general'})
    expect(texts(result)).toEqual(['old', 'new'])
  })
})

describe('slackdump chunks', () => {
  const lines = (...chunks: object[]) => gzipSync(chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join(''))
  const at = 1737844844559654000n
  const chunk = (t: number, more: object) => JSON.parse(`{"t":${t},"ts":${at},"n":1,${JSON.stringify(more).slice(1)}`)
  const files = {
    'C1GENERAL.json.gz': lines(
      chunk(7, {id: 'C1GENERAL', cu: [ALICE.id, BOB.id]}),
      chunk(5, {
        id: 'C1GENERAL',
        ci: {id: 'C1GENERAL', name: 'general', is_private: true, topic: {value: 'all &amp; sundry'}},
      }),
      chunk(0, {id: 'C1GENERAL', m: [message({ts: ts(90e6), text: 'new'}), PARENT]}),
      chunk(1, {id: 'C1GENERAL', r: ts(), p: PARENT, m: [REPLY]}),
      chunk(2, {id: 'C1GENERAL', f: [{id: 'F1'}]}),
    ),
    'D1AAAAAAA.json.gz': lines(
      chunk(7, {id: 'D1AAAAAAA', cu: [ALICE.id, BOB.id]}),
      chunk(0, {id: 'D1AAAAAAA', m: [message()]}),
    ),
    'users.json.gz': lines(chunk(3, {u: [ALICE, BOB]})),
    'workspace.json.gz': lines(chunk(6, {w: {user_id: ALICE.id}})),
  }

  test('hold pages of messages and threads; the parent of a thread comes again with its replies', async () => {
    const result = await read(bareTree(files))
    expect(await why(bareTree(files))).toBe('certain: 4 gzip files of chunks (slackdump archive)')
    expect(result.people.map(({name}) => name)).toEqual(['Alice', 'Bob'])
    expect(result.conversations.map(({id, name, topic, people}) => ({id, name, topic, people}))).toEqual([
      {id: 'C1GENERAL', name: 'general', topic: 'all & sundry', people: [ALICE.id, BOB.id]},
      {id: 'D1AAAAAAA', name: 'Bob', topic: undefined, people: [ALICE.id, BOB.id]},
    ])
    expect(result.messages.map(({text, place}) => `${text} ${place?.file}:${place?.line}`)).toEqual([
      'parent C1GENERAL.json.gz:3',
      'new C1GENERAL.json.gz:3',
      'parent C1GENERAL.json.gz:4',
      'reply C1GENERAL.json.gz:4',
      'hello D1AAAAAAA.json.gz:2',
    ])
    expect(result.notices).toEqual([])
  })

  test('are chosen by kind and name like other conversations', async () => {
    const result = await read(bareTree(files), {kinds: ['private']})
    expect(result.conversations.map(({id}) => id)).toEqual(['C1GENERAL'])
    expect(codes(result)).toEqual(['left-out-by-choice'])
  })

  test('that end too early give what stands before', async () => {
    const whole = files['C1GENERAL.json.gz']
    const result = await read(bareTree({...files, 'C1GENERAL.json.gz': whole.subarray(0, whole.length - 12)}))
    expect(texts(result)).toContain('hello')
    expect(codes(result)).toContain('unreadable-file')
  })

  test('with lines that are no chunks count them, and tell of search results', async () => {
    const content = gzipSync(`${JSON.stringify(chunk(0, {id: 'C1GENERAL', m: [PARENT]}))}\n[]\n7\n`)
    const search = lines(chunk(10, {id: 'SEARCH', sm: [message()]}))
    const result = await read(bareTree({'C1GENERAL.json.gz': content, 'search.json.gz': search}))
    expect(texts(result)).toEqual(['parent'])
    expect(skipped(result)).toEqual({'not-a-message': 2})
    expect(codes(result)).toContain('search-results')
  })

  test('with a damaged line give the others', async () => {
    const content = Buffer.concat([
      lines(chunk(0, {id: 'C1GENERAL', m: [PARENT]})),
      gzipSync('{"t":0,\n'),
      lines(chunk(1, {id: 'C1GENERAL', m: [REPLY]})),
    ])
    const result = await read(bareTree({'C1GENERAL.json.gz': content}))
    expect(texts(result)).toEqual(['parent', 'reply'])
    expect(result.notices[0]).toMatchObject({code: 'unreadable-file', place: {line: 2}})
  })
})

describe('logs of events', () => {
  const event = (more: object) => message({channel: 'C1GENERAL', ...more})
  const log = (...events: unknown[]) =>
    events.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')

  test('hold all channels in one file; events that are no messages are passed over', async () => {
    const content = log(
      event({}),
      {type: 'presence_change', user: ALICE.id, presence: 'away'},
      event({channel: 'D1AAAAAAA', text: 'private'}),
      '{"type": "mess',
      event({ts: ts(1), text: 'secret', event_ts: ts(7)}),
      event({ts: ts(2), subtype: 'message_deleted', hidden: true, deleted_ts: ts(1)}),
      {type: 'message', ts: ts(3), text: 'nowhere', user: ALICE.id},
    )
    const tree = bareTree({'2020-01-01.jsonl': content})
    const result = await read(tree)
    expect(await why(tree)).toBe('certain: 1 file of Slack events, one a line')
    expect(result.conversations.map(({id, kind}) => `${id} ${kind}`)).toEqual(['C1GENERAL group', 'D1AAAAAAA direct'])
    expect(texts(result)).toEqual(['hello', 'private'])
    expect(result.messages[1]?.place).toEqual({file: '2020-01-01.jsonl', line: 3})
    expect(skipped(result)).toEqual({deleted: 1, 'message-deleted': 1, 'no-conversation': 1})
    expect(codes(result)).toEqual(['unreadable-file', 'other-events', 'no-users'])
  })

  test('may lie in several folders, and lines that are no events are counted', async () => {
    const result = await read(
      bareTree({
        '2019/01.jsonl': log(event({text: 'a'}), [event({})], null),
        '2020/01.jsonl': log(event({ts: ts(5), text: 'b'})),
      }),
    )
    expect(texts(result)).toEqual(['a', 'b'])
    expect(skipped(result)).toEqual({'not-a-message': 2})
  })

  test('may have any name, and channels of them can be chosen', async () => {
    const content = log(event({}), event({channel: 'D1AAAAAAA', text: 'private'}))
    const result = await read(bareTree({'events.log': content}, {form: 'file', name: 'events.log'}), {exclude: ['D1*']})
    expect(texts(result)).toEqual(['hello'])
    expect(codes(result)).toEqual(['no-users', 'left-out-by-choice'])
  })
})
