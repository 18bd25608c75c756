import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {missingPlugins} from './missing-plugins.js'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'everport-data-'))
  const plugins = [
    {name: 'everport-here', type: 'link'},
    {name: 'everport-gone', type: 'user'},
  ]
  writeFileSync(join(dataDir, 'package.json'), JSON.stringify({oclif: {plugins}}))
})
afterAll(() => rmSync(dataDir, {recursive: true}))

const config = (folder: string, there: readonly string[]) =>
  ({
    dataDir: folder,
    pjson: {
      dependencies: {
        '@everport/core': '1',
        '@everport/plugin-a': '1',
        '@everport/plugin-b': '1',
        '@oclif/plugin-help': '1',
      },
      oclif: {plugins: ['@everport/plugin-*', '@oclif/plugin-help']},
    },
    plugins: new Map(there.map((name) => [name, {}])),
  }) as unknown as Parameters<typeof missingPlugins>[0]

it('names bundled and installed plugins that did not load', async () => {
  expect(await missingPlugins(config(dataDir, ['@everport/plugin-a', '@oclif/plugin-help', 'everport-here']))).toEqual([
    '@everport/plugin-b',
    'everport-gone',
  ])
})

it('is content where none were installed', async () => {
  const there = ['@everport/plugin-a', '@everport/plugin-b', '@oclif/plugin-help']
  expect(await missingPlugins(config(join(dataDir, 'nowhere'), there))).toEqual([])
})
