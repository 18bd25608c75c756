import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openInput} from './open-input.js'
import {readJson} from './read-json.js'
import {writeZip} from './testing/index.js'

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'everport-input-'))
})
afterAll(() => rmSync(home, {recursive: true}))

describe('openInput', () => {
  it('opens a folder', async () => {
    mkdirSync(join(home, 'folder/sub'), {recursive: true})
    writeFileSync(join(home, 'folder/sub/a.json'), '[]')
    const tree = await openInput(join(home, 'folder'))
    expect(tree).toMatchObject({form: 'directory', name: 'folder', parentName: basename(home)})
    expect((await tree.files()).map((file) => file.path)).toEqual(['sub/a.json'])
    await tree.close()
  })

  it('opens a single file, even a dot file, as a tree of one', async () => {
    writeFileSync(join(home, '.result.json'), '{}')
    const tree = await openInput(join(home, '.result.json'))
    expect(tree).toMatchObject({form: 'file', name: '.result.json', parentName: basename(home)})
    expect((await tree.file('.result.json'))?.size).toBe(2)
    await tree.close()
  })

  it.each(['export.zip', 'renamed.bin'])('opens a zip called %s', async (name) => {
    writeFileSync(join(home, name), writeZip({'a/b.json': '[1]', 'a/c.json': '[2]'}))
    let consumed = 0
    const tree = await openInput(join(home, name), {onBytes: (n) => (consumed += n)})
    expect(tree).toMatchObject({form: 'zip', name, parentName: basename(home)})
    expect(await Promise.all((await tree.files()).map((file) => readJson(file)))).toEqual([[1], [2]])
    expect(consumed).toBeGreaterThan(0)
    await tree.close()
  })

  it.each<[string, Buffer, string]>([
    ['export.7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'a 7z archive'],
    ['export.rar', Buffer.from('Rar!\x1a\x07\x01'), 'a RAR archive'],
    ['export.tar', Buffer.from(`${'\0'.repeat(257)}ustar`), 'a tar archive'],
    ['export.tar.gz', Buffer.from('\x1f\x8b'), 'a tar archive'],
  ])('says that %s has to be unpacked first', async (name, content, kind) => {
    writeFileSync(join(home, name), content)
    await expect(openInput(join(home, name))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining(kind),
      hints: ['unpack it, then give the folder'],
    })
  })

  it('says that a file called .zip is none', async () => {
    writeFileSync(join(home, 'page.zip'), '<html>sign in')
    await expect(openInput(join(home, 'page.zip'))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: 'page.zip is not a zip archive: it is a web page',
    })
  })

  it('opens what a link leads to', async () => {
    writeFileSync(join(home, 'real.json'), '{}')
    symlinkSync(join(home, 'real.json'), join(home, 'link.json'))
    expect((await openInput(join(home, 'link.json'))).name).toBe('link.json')
  })

  it.each(['nothing.zip', 'real.json/inside'])('says that there is nothing at %s', async (path) => {
    writeFileSync(join(home, 'real.json'), '{}')
    await expect(openInput(join(home, path))).rejects.toMatchObject({
      code: 'INPUT_MISSING',
      hints: ['check the path; put quotes around it when it has spaces'],
    })
  })

  it.skipIf(process.platform === 'win32')(
    'refuses what is neither a file nor a folder, without waiting for it',
    async () => {
      execFileSync('mkfifo', [join(home, 'pipe')])
      await expect(openInput(join(home, 'pipe'))).rejects.toMatchObject({code: 'INPUT_UNREADABLE'})
    },
  )
})
