import {describe, expect, test} from 'vitest'
import {slack} from '../src/index.js'
import {ALICE, BOB, codes, exportTree, GENERAL, message, type Options, read, texts} from './small-export.js'

const DAY = '2020-01-01.json'
const tree = exportTree({
  'channels.json': [
    GENERAL,
    {id: 'C2RANDOM', name: 'random'},
    {id: 'C3PROJ01', name: 'proj-a'},
    {id: 'C4PROJ02', name: 'proj-b'},
  ],
  'groups.json': [{id: 'C5SECRET', name: 'secret'}],
  'mpims.json': [{id: 'G6GROUP1', name: 'mpdm-alice--bob-1', members: [ALICE.id, BOB.id]}],
  'dms.json': [{id: 'D7DIRECT', members: [ALICE.id, BOB.id]}],
  ...Object.fromEntries(
    ['general', 'random', 'proj-a', 'proj-b', 'secret', 'mpdm-alice--bob-1', 'D7DIRECT'].map((folder) => [
      `${folder}/${DAY}`,
      [message({text: folder})],
    ]),
  ),
})

describe('choosing conversations', () => {
  test.each<[string, Options, string[]]>([
    ['by name', {channels: ['random']}, ['random']],
    ['with a # and in capitals', {channels: ['#Random']}, ['random']],
    ['by id', {channels: ['C5SECRET']}, ['secret']],
    ['by a pattern', {channels: ['proj-*']}, ['proj-a', 'proj-b']],
    ['by a pattern of one character', {channels: ['proj-?', 'general']}, ['general', 'proj-a', 'proj-b']],
    ['a DM by the name of its person', {channels: ['Bob']}, ['D7DIRECT']],
    ['a group DM by its names', {channels: ['*Alice, Bob*'], kinds: ['group-dm']}, ['mpdm-alice--bob-1']],
    ['by kind', {kinds: ['dm', 'private']}, ['D7DIRECT', 'secret']],
    ['all but some', {exclude: ['proj-*', 'secret', 'mpdm-*', 'D*']}, ['general', 'random']],
    ['some but one', {channels: ['proj-*'], exclude: ['proj-b']}, ['proj-a']],
  ])('%s', async (_, options, expected) => {
    const result = await read(tree, options)
    expect(texts(result).sort()).toEqual([...expected].sort())
    expect(result.notices.filter(({code}) => code !== 'owner-guessed')).toEqual([
      {
        code: 'left-out-by-choice',
        message: `Left out by choice (channels, exclude, kinds): ${7 - expected.length} conversations, of which nothing was read.`,
      },
    ])
  })

  test('reads nothing of a conversation that is not chosen', async () => {
    const files = (await tree.files()).map((file) =>
      file.path.startsWith('general/') || !file.path.includes('/')
        ? file
        : {...file, bytes: () => Promise.reject(new Error('read')), chunks: () => expect.unreachable()},
    )
    expect(texts(await read({...tree, files: async () => files}, {channels: ['general']}))).toEqual(['general'])
  })

  test('tells of a name that nothing has', async () => {
    const result = await read(tree, {channels: ['general', 'genral'], exclude: ['offtopic']})
    expect(texts(result)).toEqual(['general'])
    expect(result.notices.at(-1)).toEqual({
      code: 'unmatched-pattern',
      message: expect.stringContaining('genral, offtopic'),
    })
  })

  test('takes the letters of a pattern as they are', async () => {
    const result = await read(tree, {channels: ['proj.a', 'proj-(a|b)', '^random$']})
    expect(texts(result)).toEqual([])
    expect(codes(result)).toContain('unmatched-pattern')
  })
})

describe('the schema', () => {
  test('says no to what it does not know', () => {
    expect(slack.options.safeParse({chanels: ['general']}).success).toBe(false)
    expect(slack.options.safeParse({kinds: ['channel']}).success).toBe(false)
  })

  test('has the defaults of the README', () => {
    expect(slack.options.parse({})).toEqual({events: false, threads: 'note', unfurls: false, emoji: 'unicode'})
  })

  test('describes every option in lower case without a full stop', () => {
    for (const [key, option] of Object.entries(slack.options.shape))
      expect(option.description, key).toMatch(/^[a-z].*[^.]$/)
  })
})
