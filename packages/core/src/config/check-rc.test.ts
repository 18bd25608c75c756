import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {checkRc} from './check-rc.js'
import {rcSchema} from './rc-schema.js'

const Chat = z.strictObject({
  channels: z.array(z.string()).optional().describe('only these'),
  zone: z.string().default('UTC').describe('zone'),
  days: z.int().min(1).describe('needed where it is a flag, free in a file'),
})
const schema = rcSchema({
  settings: z.strictObject({stateDir: z.string().optional().describe('folder')}),
  sections: {convert: z.strictObject({format: z.enum(['json', 'ndjson']).default('json').describe('form')})},
  sources: {chat: Chat, mail: z.looseObject({})},
})
const NAME = '.everportrc.yaml'
const check = (values: Record<string, unknown>, secrets: string[] = []) => {
  try {
    checkRc({name: NAME, path: `/p/${NAME}`, folder: '/p', values}, schema, secrets)
  } catch (error) {
    return error as Error & {code: string; hints: string[]}
  }
  return undefined
}

describe('what fits', () => {
  test.each<[string, Record<string, unknown>]>([
    ['nothing', {}],
    ['an address for editors', {$schema: './everport.schema.json'}],
    ['settings of all kinds', {since: '2024-01-31', concurrency: 4, flush: false, assistants: ['U1'], stateDir: 'x'}],
    ['people', {identities: [{id: 'ann', name: 'Ann', is: ['chat-1', 'mail-a@b.c']}]}],
    ['a group', {convert: {format: 'ndjson'}}],
    ['sources', {sources: {chat: {channels: ['general']}, mail: {whatever: 1}}}],
    ['profiles', {profiles: {archive: {until: '2020-01-01', sources: {chat: {zone: 'CET'}}}, empty: {}}}],
    ['a profile called like a secret', {profiles: {token: {api: 'v2'}}}],
  ])('%s', (_, values) => {
    expect(check(values)).toBeUndefined()
  })
})

it('six mistakes are six lines', () => {
  const error = check({
    concurency: 4,
    api: 'v3',
    maxMessages: 900,
    identities: [{id: 'ann', is: ['chat-1']}],
    sources: {chat: {chanels: ['general']}, chad: {}},
  })
  expect(error?.code).toBe('CONFIG_INVALID')
  expect(error?.message.split('\n')).toEqual([
    '6 settings do not fit:',
    `  ${NAME}: concurency: there is no such setting; did you mean concurrency?`,
    `  ${NAME}: api: must be one of v1, v2, and is "v3"; did you mean v1?`,
    `  ${NAME}: maxMessages: must be at most 500, and is 900`,
    `  ${NAME}: identities[0].name: must be a text, and is missing`,
    `  ${NAME}: sources.chat.chanels: there is no such setting; did you mean channels?`,
    `  ${NAME}: sources.chad: no installed source has this id; did you mean chat?`,
  ])
})

describe('a mistake', () => {
  test.each<[Record<string, unknown>, string]>([
    [
      {since: 'soon'},
      'since: must be a date like 2024-01-31 or a date and time like 2024-01-31T09:00:00Z, and is "soon"',
    ],
    [{flush: 'no'}, 'flush: must be true or false, and is "no"'],
    [{assistants: 'U1'}, 'assistants: must be a list, and is "U1"'],
    [{assistants: [812345]}, 'assistants[0]: must be a text, and is 812345: write it in quotes'],
    [{sources: []}, 'sources: must be a group of settings, and is []'],
    [
      {profiles: {old: {bots: 'users'}}},
      'profiles.old.bots: must be one of assistant, user, drop, and is "users"; did you mean user?',
    ],
    [{profiles: {old: {profiles: {}}}}, 'profiles.old.profiles: there is no such setting'],
    [{channels: ['general']}, 'channels: there is no such setting here; did you mean sources.chat.channels?'],
    [{format: 'ndjson'}, 'format: there is no such setting here; did you mean convert.format?'],
    [{convert: {xyzzy: 1}}, 'convert.xyzzy: there is no such setting; expected one of format'],
    [JSON.parse('{"sources": {"__proto__": {}}}'), 'sources.__proto__: no installed source has this id'],
  ])('%j', (values, line) => {
    expect(check(values)?.message).toMatch(new RegExp(`^${escaped(`${NAME}: ${line}`)}`))
  })
})

describe('a secret', () => {
  const SENTENCE = 'a secret must not stand in a file that is shared; it belongs into the environment (EVEROS_API_KEY)'

  test.each<[string, Record<string, unknown>, string]>([
    ['called one', {apiKey: 'abcdefgh'}, 'apiKey'],
    ['called as in the environment', {EVEROS_API_KEY: 'abcdefgh'}, 'EVEROS_API_KEY'],
    ['of a source', {sources: {chat: {botToken: 'abcdefgh'}}}, 'sources.chat.botToken'],
    ['of a source that takes any key', {sources: {mail: {password: 'abcdefgh'}}}, 'sources.mail.password'],
    ['of a profile', {profiles: {old: {key: 'abcdefgh'}}}, 'profiles.old.key'],
    ['that looks like one', {namespace: 'sk-abcdefghijklmnop1234'}, 'namespace'],
    ['in an address', {baseUrl: 'https://me:abcdefgh@example.com'}, 'baseUrl'],
    ['among the parameters of an address', {baseUrl: 'https://example.com/?api_key=abcdefgh'}, 'baseUrl'],
    ['that is known', {assistants: ['abcdefgh']}, 'assistants[0]'],
  ])('%s is refused and not shown', (_, values, path) => {
    const error = check(values, ['abcdefgh'])
    expect(error).toMatchObject({code: 'CONFIG_SECRET', message: `${NAME}: ${path}: ${SENTENCE}`})
    expect(JSON.stringify([error?.message, error?.hints])).not.toMatch(/abcdefgh/)
  })

  it('is told of beside the other mistakes', () => {
    const error = check({token: 'abcdefgh', api: 'v3'})
    expect(error?.code).toBe('CONFIG_SECRET')
    expect(error?.message.split('\n')).toHaveLength(3)
  })

  test.each<[Record<string, unknown>]>([
    [{sources: {mail: {threadKey: 'id', monkey: 'x', tokens: 3}}}],
    [{namespace: 'token'}],
    [{baseUrl: 'http://127.0.0.1:8000'}],
  ])('%j is none', (values) => {
    expect(check(values)).toBeUndefined()
  })
})

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
