import {rcLayers} from '@everport/core/config'
import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {explainOptions} from './explain-options.js'
import {optionsFromFlags} from './options-from-flags.js'
import {RunOptions} from './run-options.js'
import {NO_SETTINGS, settingsFrom} from './settings.js'

const Chat = z.strictObject({
  zone: z.string().default('UTC').describe('zone'),
  rooms: z.array(z.string()).default([]).describe('rooms'),
  people: z
    .array(z.strictObject({id: z.string()}))
    .default([])
    .describe('people'),
})
const values = {
  quiet: true,
  stateDir: 'state',
  sources: {chat: {zone: 'rc', people: [{id: 'ann'}]}, mail: {zone: 'mail'}},
  convert: {format: 'ndjson'},
  profiles: {archive: {sources: {chat: {zone: 'profile'}}}},
}
const rc = {name: '.everportrc', path: '/p/.everportrc', folder: '/p', values}
const settings = (profile?: string) => settingsFrom(rcLayers(rc, profile), (path) => `/p/${path}`)
const explain = (flags: object, env: Record<string, string>, from = NO_SETTINGS) =>
  explainOptions(Chat, {...flags}, env, {name: 'source', settings: from, source: 'chat'})

describe('flag over environment over profile over configuration over default', () => {
  const flag = {zone: 'flag'}
  const env = {EVERPORT_ZONE: 'environment'}
  test.each<[string, object, Record<string, string>, ReturnType<typeof settings> | undefined, object]>([
    ['all', flag, env, settings('archive'), {value: 'flag', origin: 'flag', where: '--zone'}],
    ['no flag', {}, env, settings('archive'), {value: 'environment', origin: 'environment', where: 'EVERPORT_ZONE'}],
    [
      'profile and configuration',
      {},
      {},
      settings('archive'),
      {value: 'profile', origin: 'profile', where: 'sources.chat.zone in profile archive of .everportrc'},
    ],
    ['configuration', {}, {}, settings(), {value: 'rc', origin: 'rc', where: 'sources.chat.zone in .everportrc'}],
    ['nothing', {}, {}, undefined, {value: 'UTC', origin: 'default'}],
  ])('%s', (_, flags, environment, from, expected) => {
    expect(explain(flags, environment, from)[0]).toEqual({key: 'zone', ...expected})
  })

  it('is decided value by value', () => {
    expect(explain({rooms: ['a']}, {}, settings('archive'))).toEqual([
      expect.objectContaining({key: 'zone', value: 'profile'}),
      expect.objectContaining({key: 'rooms', value: ['a'], origin: 'flag'}),
      expect.objectContaining({key: 'people', value: [{id: 'ann'}], origin: 'rc'}),
    ])
  })
})

it('what the run is told is what was explained', () => {
  expect(optionsFromFlags({source: Chat}, {}, {}, settings('archive'), 'chat').source).toEqual({
    zone: 'profile',
    rooms: [],
    people: [{id: 'ann'}],
  })
})

it('a folder in the configuration is meant from where the file is', () => {
  const {run} = optionsFromFlags({run: RunOptions}, {}, {}, settings())
  expect(run).toMatchObject({stateDir: '/p/state', quiet: true})
})

it('groups go to their own schema and to no other', () => {
  const Format = z.strictObject({format: z.string().default('table').describe('form')})
  expect(optionsFromFlags({convert: Format, people: Format}, {}, {}, settings())).toEqual({
    convert: {format: 'ndjson'},
    people: {format: 'table'},
  })
})

it('a value of the configuration that does not go with a flag is called by its place', () => {
  const Pair = z
    .strictObject({zone: z.string().default('UTC').describe('zone')})
    .refine(({zone}) => zone !== 'rc', {path: ['zone'], error: 'must be a zone'})
  expect(() => optionsFromFlags({source: Pair}, {}, {}, settings(), 'chat')).toThrow(
    'sources.chat.zone in .everportrc: must be a zone',
  )
})

describe('a profile that is not there', () => {
  it('is told of with the one that was meant', () => {
    expect(() => settings('archiv')).toThrow('There is no profile "archiv" in .everportrc.')
    try {
      settings('archiv')
    } catch (error) {
      expect((error as {hints: string[]}).hints).toEqual(['did you mean --profile archive?', 'profiles: archive'])
    }
  })
})
