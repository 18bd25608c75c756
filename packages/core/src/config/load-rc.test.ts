import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {memfs} from 'memfs'
import {afterAll, beforeAll, describe, expect, it, test} from 'vitest'
import type {RcFileSystem} from './find-rc.js'
import {loadRc} from './load-rc.js'

const load = (name: string, content: string) =>
  loadRc({from: '/p', stopAt: '/p', fs: memfs({[`/p/${name}`]: content}).fs as unknown as RcFileSystem})

const YAML = 'api: v2\nassistants:\n  - U1\n'
const JSON_TEXT = '{"api": "v2", "assistants": ["U1"]}'
const VALUES = {api: 'v2', assistants: ['U1']}

describe('what is only read', () => {
  test.each([
    ['.everportrc', YAML],
    ['.everportrc', JSON_TEXT],
    ['.everportrc.json', JSON_TEXT],
    ['.everportrc.yaml', YAML],
    ['.everportrc.yml', YAML],
    ['.config/everportrc', YAML],
    ['.config/everportrc.json', JSON_TEXT],
    ['package.json', `{"name": "x", "everport": ${JSON_TEXT}}`],
  ])('%s', async (name, content) => {
    expect(await load(name, content)).toEqual({path: `/p/${name}`, name, folder: '/p', values: VALUES})
  })

  it.each(['', '  \n', '# nothing yet\n'])('an empty file %j has nothing to say', async (content) => {
    expect((await load('.everportrc.yaml', content))?.values).toEqual({})
  })

  it('a date without quotes stays a date', async () => {
    const {values} = (await load('.everportrc.yaml', 'since: 2024-01-31\nuntil: 2024-03-01T09:00:00+02:00\n'))!
    expect(values).toEqual({since: '2024-01-31', until: '2024-03-01T07:00:00.000Z'})
  })
})

describe('what cannot be read', () => {
  test.each([
    ['.everportrc.yaml', 'api: [v2\nbots: user\n', /^The configuration \.everportrc\.yaml cannot be read: .*$/],
    ['.everportrc.json', '{"api": "v2",\n "bots" "user"}', /^The configuration \.everportrc\.json cannot be read: .*$/],
    ['package.json', '{"everport": {', /^The configuration package\.json cannot be read: .*$/],
    ['.everportrc', '- api\n', /must hold settings by their names/],
    ['.everportrc', 'just words', /must hold settings by their names/],
  ])('%s: %j', async (name, content, sentence) => {
    await expect(load(name, content)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(sentence),
      place: {file: name},
    })
  })

  it('is told of with its line, and without showing it', async () => {
    const error = await load('.everportrc.yaml', 'a: 1\nkey: "geheim\n').catch((thrown: Error) => thrown)
    expect(error).toMatchObject({place: {line: 3}})
    expect(String(error)).not.toContain('geheim')
  })
})

it('finds nothing where nothing is', async () => {
  expect(await load('readme.md', 'x')).toBeUndefined()
})

describe('JavaScript is run', () => {
  let root: string
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'everport-rc-'))
  })
  afterAll(() => rmSync(root, {recursive: true}))

  const run = (name: string, content: string) => {
    const folder = mkdtempSync(join(root, 'p'))
    mkdirSync(join(folder, '.config'))
    writeFileSync(join(folder, name), content)
    return loadRc({from: folder, stopAt: folder})
  }

  test.each([
    ['.everportrc.mjs', `export default ${JSON_TEXT}`],
    ['.everportrc.cjs', `module.exports = ${JSON_TEXT}`],
    ['.everportrc.js', `module.exports = ${JSON_TEXT}`],
    ['everport.config.mjs', `export default {api: 'v' + 2, assistants: ['U1']}`],
    ['everport.config.cjs', `module.exports = ${JSON_TEXT}`],
    ['everport.config.js', `module.exports = ${JSON_TEXT}`],
    ['.config/everport.config.mjs', `export default ${JSON_TEXT}`],
  ])('%s', async (name, content) => {
    expect((await run(name, content))?.values).toEqual(VALUES)
  })

  it.each([
    ['throws', 'throw new Error("no such thing")', 'everport.config.mjs fails when it is run: no such thing'],
    ['exports nothing', 'export const api = "v2"', 'must hold settings by their names'],
  ])('and told of when it %s', async (_, content, sentence) => {
    await expect(run('everport.config.mjs', content)).rejects.toThrow(sentence)
  })
})
