import {describe, expect, test} from 'vitest'
import {slack} from '../src/index.js'
import {ALICE, bareTree, exportTree, message} from './small-export.js'

const DAY = 'general/2020-01-01.json'

describe('detection', () => {
  test.each([
    [
      'an official export',
      exportTree({[DAY]: [message()], 'random/2020-01-01.json': [], 'integration_logs.json': []}),
      'certain',
      'users.json and 2 folders of day files (official export)',
    ],
    [
      'a slackdump export',
      exportTree({[DAY]: [message()], '__uploads/F1AAAAAA/a.txt': 'x'}),
      'certain',
      'users.json and 1 folder of day files (slackdump export)',
    ],
    [
      'an organisation',
      bareTree({'org_users.json': [], 'teams/a/channels.json': [], 'teams/a/general/2020-01-01.json': [message()]}),
      'certain',
      '1 workspace under teams/ and 1 folder of day files (Enterprise Grid export)',
    ],
    ['folders without an index', bareTree({[DAY]: [message()]}), 'certain', '1 folder of day files'],
    [
      "a channel's folder",
      bareTree({'2020-01-01.json': [message()], '2020-01-02.json': []}),
      'certain',
      '2 day files of one conversation',
    ],
    [
      'an export without messages',
      exportTree({}),
      'likely',
      'users.json and no day files (an export without messages)',
    ],
    ['only damaged day files', exportTree({[DAY]: '<html>'}), 'likely', 'users.json and 1 folder of day files'],
  ])('knows %s', async (_, tree, confidence, why) => {
    expect(await slack.detect(tree)).toEqual({confidence, why})
  })

  test.each([
    ['nothing', {}],
    ['text', {'notes.txt': 'hello'}],
    ['a Discord package', {'messages/index.json': {}, 'servers/index.json': {}, 'account/user.json': {}}],
    ['day files of another platform', {[DAY]: [{author: 'a', created_at: '2020', message: 'x'}]}],
    [
      'the same with indexes',
      {[DAY]: [{author: 'a', created_at: '2020'}], 'users.json': [{id: 7}], 'channels.json': [{id: 'general'}]},
    ],
    [
      'a Telegram export',
      {'result.json': {name: 'Chat', type: 'personal_chat', messages: [{id: 1, date: '2020-01-01T00:00:00'}]}},
    ],
    ['another database', {'app.db': `SQLite format 3\0${'\0'.repeat(99)}CREATE TABLE notes`}],
    ['another gzip', {'a.json.gz': Uint8Array.of(0x1f, 0x8b, 8, 0, 0)}],
    ['other JSON lines', {'a.jsonl': '{"id":1}\n{"id":2}\n'}],
    ['zips of something else', {'photos.zip': 'PK\x03\x04', 'b.zip': 'x'}],
    ['a file that is called like a dump', {'C1GENERAL.json': {a: 1}}],
  ])('does not take %s for Slack', async (_, files) => {
    const detected = await slack.detect(bareTree(files))
    expect(detected.confidence).toBe('no')
    expect(detected.refused).toBeUndefined()
    expect(detected.why).not.toBe('')
  })

  test('reads no more than the heads of five files, however many there are', async () => {
    const days = Array.from({length: 400}, (_, n) => [`c${n}/2020-01-01.json`, [{no: 'ts'}]] as const)
    const tree = exportTree(Object.fromEntries(days))
    const files = await tree.files()
    const touched = new Set<string>()
    let most = 0
    const watched = {
      ...tree,
      files: async () =>
        files.map((file) => ({
          ...file,
          head(length: number) {
            touched.add(file.path)
            most = Math.max(most, length)
            return file.head(length)
          },
          bytes: () => Promise.reject(new Error('read whole')),
          chunks: () => {
            throw new Error('read whole')
          },
        })),
    }
    expect((await slack.detect(watched)).confidence).toBe('likely')
    // and the index that vouches for them
    expect(touched.size).toBeLessThanOrEqual(6)
    expect(most).toBeLessThanOrEqual(64 * 1024)
  })

  test('knows a message of which the time comes late', async () => {
    const late = {text: 'x'.repeat(30_000), user: ALICE.id, type: 'message', ts: '1577880000.000001'}
    expect((await slack.detect(bareTree({[DAY]: [late]}))).confidence).toBe('certain')
  })
})
