import {checkRc, loadRc, type RcFileSystem, rcSchema} from '@everport/core/config'
import {RC_PARTS} from '@everport/plugin-kit/commands'
import {memfs} from 'memfs'
import {describe, expect, it, test} from 'vitest'
import {z} from 'zod'
import {chatSource} from '../sources/installed-source.test.fixture.js'
import {configurationYaml, yamlValue} from './configuration-yaml.js'

const source = {
  ...chatSource('chat'),
  options: z.strictObject({rooms: z.array(z.string()).default([]).describe('only these rooms')}),
}
const schema = rcSchema({...RC_PARTS, sources: {chat: source.options}})

async function read(yaml: string) {
  const fs = memfs({'/p/.everportrc.yaml': yaml}).fs as unknown as RcFileSystem
  const rc = (await loadRc({from: '/p', stopAt: '/p', fs}))!
  checkRc(rc, schema, [])
  return rc.values
}

describe('a written configuration', () => {
  it('says what was set and nothing else', async () => {
    const set = {api: 'v2', since: '2024-01-31', assistants: ['U1', '812'], flush: false, namespace: 'no'}
    expect(await read(configurationYaml(set, [source]))).toEqual(set)
  })

  it('says nothing when nothing was set', async () => {
    expect(await read(configurationYaml({}, [source]))).toEqual({})
  })

  it('holds when every comment is taken away that is a setting', async () => {
    const bare = configurationYaml({}, [source])
      .split('\n')
      .filter((line) => !line.endsWith(': …'))
      .map((line) => line.replace(/^# (\s*(?:- )?\w+:)/, '$1'))
      .join('\n')
    const values = await read(bare)
    expect(Object.keys(values)).toEqual(
      expect.arrayContaining(['bots', 'identities', 'api', 'convert', 'sources', 'profiles']),
    )
    expect(values).toMatchObject({sources: {chat: {rooms: []}}, profiles: {archive: {until: '2020-01-01'}}})
  })
})

test.each([
  ['v2', 'v2'],
  ['no', '"no"'],
  ['2024-01-31', '"2024-01-31"'],
  ['812', '"812"'],
  ['a: b', '"a: b"'],
  [8, '8'],
  [['U1', 'a,b'], '[U1, "a,b"]'],
])('%j is written as %s', (value, text) => {
  expect(yamlValue(value)).toBe(text)
})
