import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {writeZip} from '@everport/core/input/testing'
import {expect, it} from 'vitest'
import {fixtureTree, loadFixture} from './fixture.js'
import {withForms} from './fixture-forms.js'

const FILES = {'a/one.txt': 'eins', 'two.txt': 'zwei'}
const bytes = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Uint8Array.from(Buffer.from(text))]))

it('takes files by path', async () => {
  expect(await loadFixture(FILES)).toEqual({name: 'export', files: bytes(FILES)})
})

it('takes a folder, a zip or a file, by path or URL', async () => {
  const home = await mkdtemp(join(tmpdir(), 'everport-fixture-'))
  try {
    await writeFile(join(home, 'garden.zip'), writeZip(FILES))
    await writeFile(join(home, 'two.txt'), 'zwei')
    expect(await loadFixture(join(home, 'garden.zip'))).toEqual({name: 'garden', files: bytes(FILES)})
    expect(await loadFixture(pathToFileURL(join(home, 'two.txt')))).toEqual({
      name: 'two.txt',
      files: bytes({'two.txt': 'zwei'}),
    })
    expect(Object.keys((await loadFixture(home)).files)).toEqual(['garden.zip', 'two.txt'])
  } finally {
    await rm(home, {recursive: true})
  }
})

it('refuses a relative path, which would depend on where the tests are run', async () => {
  await expect(loadFixture('fixtures/garden')).rejects.toThrow('use join(import.meta.dirname, "fixtures/garden")')
})

it('changes and takes away files', async () => {
  const fixture = await loadFixture(FILES)
  const tree = fixtureTree(fixture, {'a/one.txt': undefined, 'two.txt': 'deux', 'three.txt': ''})
  expect((await tree.files()).map(({path, size}) => [path, size])).toEqual([
    ['three.txt', 0],
    ['two.txt', 4],
  ])
})

it('gives the same files in every form', async () => {
  const seen: unknown[] = []
  await withForms(await loadFixture(FILES), async (forms) => {
    for (const {tree, what} of forms) {
      const files: [string, string][] = []
      for (const file of await tree.files()) {
        const pieces: Buffer[] = []
        for await (const piece of file.chunks()) pieces.push(Buffer.from(piece))
        files.push([file.path, Buffer.concat(pieces).toString()])
      }
      seen.push([what, tree.name, files])
    }
  })
  expect(seen).toEqual([
    ['files in memory', 'export', Object.entries(FILES)],
    ['a folder', 'export', Object.entries(FILES)],
    ['a zip', 'export.zip', Object.entries(FILES)],
    ['files in small pieces', 'export', Object.entries(FILES)],
  ])
})
