import {memfs} from 'memfs'
import {describe, expect, it} from 'vitest'
import {directoryTree} from './directory-tree.js'
import type {FileSystem} from './file-system.js'

function volume(files: Record<string, string>) {
  const {fs, vol} = memfs(files)
  return {fs: fs as unknown as FileSystem, vol}
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('directoryTree', () => {
  it('lists files in byte order and leaves out what systems leave behind', async () => {
    const {fs} = volume({
      '/home/export/users.json': '[]',
      '/home/export/general/2021-01-02.json': '[2]',
      '/home/export/general/2021-01-01.json': '[1]',
      '/home/export/general/.DS_Store': 'x',
      '/home/export/__MACOSX/general/._x': 'x',
      '/home/export/.git/config': 'x',
      '/home/export/Thumbs.db': 'x',
    })
    const tree = directoryTree('/home/export/', fs)
    expect(tree).toMatchObject({form: 'directory', name: 'export', parentName: 'home'})
    expect((await tree.files()).map((file) => [file.path, file.size])).toEqual([
      ['general/2021-01-01.json', 3],
      ['general/2021-01-02.json', 3],
      ['users.json', 2],
    ])
    expect(await tree.refused()).toEqual([])
  })

  it('opens a name as the disk spells it and finds it in NFC', async () => {
    const {fs} = volume({'/x/cafe\u0301/a.json': 'here'})
    const tree = directoryTree('/x', fs)
    const file = await tree.file('caf\u00e9/a.json')
    expect(file?.path).toBe('caf\u00e9/a.json')
    expect(text(await file!.bytes())).toBe('here')
    expect(await tree.file('cafe\u0301/a.json')).toBe(file)
  })

  it('refuses the second of two spellings of one name', async () => {
    const {fs} = volume({'/x/caf\u00e9': 'nfc', '/x/cafe\u0301': 'nfd'})
    const tree = directoryTree('/x', fs)
    expect(text(await (await tree.file('caf\u00e9'))!.bytes())).toBe('nfd')
    expect(await tree.refused()).toEqual([{path: 'caf\u00e9', reason: 'duplicate'}])
  })

  it('follows a link to a file inside and refuses every other link', async () => {
    const {fs, vol} = volume({'/x/a.json': 'in', '/x/sub/b.json': 'b', '/secret.txt': 'out', '/xy/twin.json': 'twin'})
    vol.symlinkSync('/x/a.json', '/x/latest.json')
    vol.symlinkSync('/secret.txt', '/x/out.json')
    vol.symlinkSync('/xy/twin.json', '/x/twin.json')
    vol.symlinkSync('/x/sub', '/x/again')
    vol.symlinkSync('/x', '/x/sub/loop')
    vol.symlinkSync('/nowhere', '/x/broken')
    const tree = directoryTree('/x', fs)
    expect((await tree.files()).map((file) => file.path)).toEqual(['a.json', 'latest.json', 'sub/b.json'])
    expect(text(await (await tree.file('latest.json'))!.bytes())).toBe('in')
    expect(await tree.refused()).toEqual(
      ['again', 'broken', 'out.json', 'sub/loop', 'twin.json'].map((path) => ({path, reason: 'link'})),
    )
  })

  it('lists once and reads no content for it', async () => {
    const {fs} = volume({'/x/a/1': '1', '/x/b/2': '2'})
    const calls: string[] = []
    const counting = new Proxy(fs, {
      get(target, name: keyof FileSystem) {
        const real = target[name] as (...args: unknown[]) => unknown
        return (...args: unknown[]) => {
          calls.push(name)
          return real.apply(target, args)
        }
      },
    })
    const tree = directoryTree('/x', counting)
    await Promise.all([tree.files(), tree.file('a/1'), tree.refused()])
    expect(calls.sort()).toEqual([
      'lstatSync',
      'lstatSync',
      'readdirSync',
      'readdirSync',
      'readdirSync',
      'realpathSync',
    ])
  })

  it('reads heads, pieces and wholes, and counts the bytes that were consumed', async () => {
    const content = 'ab'.repeat(600_000)
    const {fs} = volume({'/x/big': content, '/x/empty': ''})
    let consumed = 0
    const tree = directoryTree('/x', fs, {
      onBytes: (n) => {
        consumed += n
      },
    })
    const file = (await tree.file('big'))!
    expect(text(await file.head(3))).toBe('aba')
    expect(consumed).toBe(0)
    expect(text(await file.bytes())).toBe(content)
    expect(consumed).toBe(1_200_000)
    const pieces: string[] = []
    for await (const piece of file.chunks()) pieces.push(text(piece))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.join('')).toBe(content)
    expect(consumed).toBe(2_400_000)
    expect(await (await tree.file('empty'))!.bytes()).toHaveLength(0)
  })

  it('reads what was added to a file after listing, up to the limit', async () => {
    const {fs, vol} = volume({'/x/a': 'ab'})
    const file = (await directoryTree('/x', fs).file('a'))!
    vol.writeFileSync('/x/a', 'abcdefghijklmnopqrstuvwxyz')
    expect(text(await file.bytes())).toBe('abcdefghijklmnopqrstuvwxyz')
    expect(text(await file.bytes({limit: 26}))).toBe('abcdefghijklmnopqrstuvwxyz')
    await expect(file.bytes({limit: 25})).rejects.toMatchObject({code: 'INPUT_TOO_LARGE', place: {file: 'a'}})
  })

  it('says which file has gone', async () => {
    const {fs, vol} = volume({'/x/a': 'ab'})
    const file = (await directoryTree('/x', fs).file('a'))!
    vol.unlinkSync('/x/a')
    const gone = {code: 'INPUT_UNREADABLE', message: 'a cannot be read: it is no longer there', place: {file: 'a'}}
    await expect(file.bytes()).rejects.toMatchObject(gone)
    await expect(file.head(1)).rejects.toMatchObject(gone)
    await expect(file.chunks()[Symbol.asyncIterator]().next()).rejects.toMatchObject(gone)
  })

  it('goes on after a folder that cannot be read', async () => {
    const {fs} = volume({'/x/a/1': '1', '/x/b/2': '2'})
    const locked: FileSystem = {
      ...bound(fs),
      readdirSync(path, options) {
        if (path === '/x/a') throw Object.assign(new Error('EACCES'), {code: 'EACCES'})
        return fs.readdirSync(path, options)
      },
    }
    const tree = directoryTree('/x', locked)
    expect((await tree.files()).map((file) => file.path)).toEqual(['b/2'])
    expect(await tree.refused()).toEqual([{path: 'a', reason: 'unreadable'}])
  })
})

function bound(fs: FileSystem): FileSystem {
  return {
    readdirSync: fs.readdirSync.bind(fs),
    lstatSync: fs.lstatSync.bind(fs),
    statSync: fs.statSync.bind(fs),
    realpathSync: fs.realpathSync.bind(fs),
    openSync: fs.openSync.bind(fs),
    readSync: fs.readSync.bind(fs),
    read: fs.read.bind(fs),
    closeSync: fs.closeSync.bind(fs),
  }
}
