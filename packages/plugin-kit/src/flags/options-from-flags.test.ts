import {DeliveryOptions, ImportOptions} from '@everport/core/config'
import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {givenOptions, optionsFromFlags} from './options-from-flags.js'
import {splitList} from './split-list.js'

const Sample = z.strictObject({
  channels: z.array(z.string()).default([]).describe('only these'),
  kinds: z
    .array(z.enum(['public', 'private']))
    .default(['public'])
    .describe('kinds'),
  maxDays: z.int().min(1).optional().describe('days'),
  ratio: z.number().default(0.5).describe('ratio'),
  threads: z.boolean().default(true).describe('threads'),
  zone: z.string().default('UTC').describe('zone'),
})
const read = (flags: Record<string, unknown>, env: Record<string, string> = {}) =>
  optionsFromFlags({sample: Sample}, flags, env).sample

describe('values', () => {
  test.each<[string, Record<string, unknown>, Record<string, string>, object]>([
    ['nothing given', {}, {}, {channels: [], kinds: ['public'], ratio: 0.5, threads: true, zone: 'UTC'}],
    ['numbers', {'max-days': '7', ratio: '0.25'}, {}, {maxDays: 7, ratio: 0.25}],
    [
      'a list by repeating and by commas',
      {channels: ['general', 'random,talks']},
      {},
      {channels: ['general', 'random', 'talks']},
    ],
    ['a comma inside a value', {channels: ['Doe\\, Jane,random']}, {}, {channels: ['Doe, Jane', 'random']}],
    ['a list from the environment', {}, {EVERPORT_CHANNELS: 'general, random'}, {channels: ['general', 'random']}],
    ['a switch turned off', {threads: false}, {}, {threads: false}],
    ['a switch turned off by the environment', {}, {EVERPORT_THREADS: 'off'}, {threads: false}],
    ['a switch turned on by the environment', {}, {EVERPORT_THREADS: 'Yes'}, {threads: true}],
    ['flag over environment', {zone: 'CET'}, {EVERPORT_ZONE: 'EST'}, {zone: 'CET'}],
    ['an empty variable', {}, {EVERPORT_ZONE: ' '}, {zone: 'UTC'}],
  ])('%s', (_, flags, env, expected) => {
    expect(read(flags, env)).toMatchObject(expected)
  })

  test.each([
    [{EVERPORT_BASE_URL: 'http://a', EVEROS_BASE_URL: 'http://b', EVER_OS_BASE_URL: 'http://c'}, 'http://a'],
    [{EVEROS_BASE_URL: 'http://b', EVER_OS_BASE_URL: 'http://c'}, 'http://b'],
    [{EVER_OS_BASE_URL: 'http://c'}, 'http://c'],
    [{}, 'https://api.evermind.ai'],
  ])('the base URL of %o', (env, expected) => {
    expect(optionsFromFlags({delivery: DeliveryOptions}, {}, env).delivery.baseUrl).toBe(expected)
  })
})

describe('problems', () => {
  const problem = (flags: Record<string, unknown>, env: Record<string, string> = {}) => {
    try {
      optionsFromFlags({import: ImportOptions, delivery: DeliveryOptions, sample: Sample}, flags, env)
    } catch (error) {
      return error as Error & {code: string}
    }
    throw new Error('it was taken')
  }

  test.each<[Record<string, unknown>, Record<string, string>, string]>([
    [{api: 'v3'}, {}, '--api v3: must be one of v1, v2'],
    [{'max-messages': '900'}, {}, '--max-messages 900: must be at most 500'],
    [{'max-messages': 'many'}, {}, '--max-messages many: must be a number'],
    [{concurrency: '1.5'}, {}, '--concurrency 1.5: must be a whole number'],
    [{timeout: '0'}, {}, '--timeout 0: must be more than 0'],
    [{kinds: ['secret']}, {}, '--kinds secret: must be one of public, private'],
    [{'base-url': 'example.com'}, {}, '--base-url example.com: must be an address like https://api.evermind.ai'],
    [
      {since: 'yesterday'},
      {},
      '--since yesterday: must be a date like 2024-01-31 or a date and time like 2024-01-31T09:00:00Z',
    ],
    [{}, {EVERPORT_FLUSH: 'maybe'}, 'EVERPORT_FLUSH=maybe: must be true or false'],
    [{}, {EVEROS_BASE_URL: 'x'}, 'EVEROS_BASE_URL=x: must be an address like https://api.evermind.ai'],
  ])('%o %o', (flags, env, sentence) => {
    expect(problem(flags, env).message).toBe(sentence)
  })

  it('come all at once, over all schemas', () => {
    const {code, message} = problem({since: 'x', api: 'v3', ratio: 'half'})
    expect(code).toBe('CONFIG_INVALID')
    expect(message.split('\n')).toEqual([
      '3 settings do not fit:',
      '  --since x: must be a date like 2024-01-31 or a date and time like 2024-01-31T09:00:00Z',
      '  --api v3: must be one of v1, v2',
      '  --ratio half: must be a number',
    ])
  })

  it('name the flag and the variable of what is missing', () => {
    const Needed = z.strictObject({out: z.string().describe('folder for the files')})
    expect(() => optionsFromFlags({needed: Needed}, {}, {})).toThrow(
      '--out (or EVERPORT_OUT) is needed: folder for the files',
    )
  })
})

it('tells apart what was given from what is a default', () => {
  expect(givenOptions(DeliveryOptions, {concurrency: '2'}, {EVERPORT_FLUSH: 'no'})).toEqual({
    concurrency: 2,
    flush: false,
  })
})

test.each([
  ['a,b', ['a', 'b']],
  [' a , , b ', ['a', 'b']],
  ['a\\,b,c', ['a,b', 'c']],
  ['', []],
])('splits %j', (text, parts) => {
  expect(splitList(text)).toEqual(parts)
})
