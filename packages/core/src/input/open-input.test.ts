import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openInput} from './open-input.js'

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
