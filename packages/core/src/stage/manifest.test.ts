import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import type {InputTree} from '../input/input-tree.js'
import {memoryTree} from '../input/memory-tree.js'
import {openInput} from '../input/open-input.js'
import {readManifest} from './manifest.js'

const BIG = 65 * 1024 * 1024

/** A tree whose files are as large as it says, and hold what `head` says. */
function largeTree(files: {path: string; size: number; head: string}[]): InputTree {
  const tree = memoryTree({})
  return {
    ...tree,
    files: async () =>
      files.map(({path, size, head}) => ({
        path,
        size,
        head: async () => Buffer.from(head),
        bytes: async () => Promise.reject(new Error('a large file is not read whole')),
        async *chunks() {
          yield await Promise.reject(new Error('a large file is not read whole'))
        },
      })),
  }
}

const digest = async (tree: InputTree) => (await readManifest(tree, tree.name)).digest

describe('a manifest', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-manifest-'))
  })
  afterEach(() => rmSync(folder, {recursive: true}))
  const onDisk = async (path: string) => {
    const tree = await openInput(path)
    try {
      return (await readManifest(tree, path)).digest
    } finally {
      await tree.close()
    }
  }

  it('is the same for a copy of another age, and tells a changed byte', async () => {
    for (const [name, text] of [
      ['a', 'hello'],
      ['b', 'hello'],
      ['c', 'hullo'],
    ] as const) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'day.json'), text)
    }
    utimesSync(join(folder, 'b', 'day.json'), 1, 1)
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => onDisk(join(folder, name))))
    expect(b).toBe(a)
    expect(c).not.toBe(a)
  })

  it('of a large file tells a changed byte at its end', async () => {
    const path = join(folder, 'large.csv')
    const content = Buffer.alloc(BIG, 'x')
    writeFileSync(path, content)
    const before = await onDisk(path)
    expect(await onDisk(path)).toBe(before)
    content[BIG - 2] = 0x79
    writeFileSync(path, content)
    expect(await onDisk(path)).not.toBe(before)
  })

  it('of a large folder reads no file whole, and tells names, sizes and beginnings', async () => {
    const files = [
      {path: 'a.json', size: BIG, head: 'one'},
      {path: 'b.json', size: 7, head: 'two'},
    ]
    const before = await digest(largeTree(files))
    expect(await digest(largeTree(files))).toBe(before)
    for (const change of [{path: 'c.json'}, {size: BIG + 1}, {head: 'eins'}]) {
      expect(await digest(largeTree([{...files[0]!, ...change}, files[1]!]))).not.toBe(before)
    }
  })

  it('does not mind a file that cannot be read', async () => {
    const tree = largeTree([{path: 'a.json', size: 3, head: ''}])
    expect((await readManifest(tree, 'x')).files).toEqual([{path: 'a.json', size: 3, mark: 'unreadable'}])
  })
})
