import {describe, expect, it} from 'vitest'
import {memoryTree} from './memory-tree.js'
import {subtree} from './subtree.js'

const paths = async (tree: {files(): Promise<readonly {path: string}[]>}) =>
  (await tree.files()).map((file) => file.path)

describe('memoryTree', () => {
  it('leaves out and refuses what a directory or a zip would', async () => {
    const tree = memoryTree({
      'b.json': '2',
      'a\\x.json': '1',
      '../c': '',
      '__MACOSX/a': '',
      'cafe\u0301': '',
      'caf\u00e9': '',
    })
    expect(await paths(tree)).toEqual(['a/x.json', 'b.json', 'caf\u00e9'])
    expect(await tree.refused()).toEqual([
      {path: '../c', reason: 'escapes'},
      {path: 'caf\u00e9', reason: 'duplicate'},
    ])
  })

  it('has the name and form that it is given', () => {
    expect(memoryTree({})).toMatchObject({form: 'memory', name: 'export', parentName: undefined})
    expect(memoryTree({}, {name: 'a.zip', parentName: 'home', form: 'zip'})).toMatchObject({
      form: 'zip',
      name: 'a.zip',
      parentName: 'home',
    })
  })

  it('counts size in bytes and keeps to the limit', async () => {
    const file = (await memoryTree({a: 'é'}).file('a'))!
    expect(file.size).toBe(2)
    await expect(file.bytes({limit: 1})).rejects.toMatchObject({code: 'INPUT_TOO_LARGE'})
  })
})

describe('subtree', () => {
  const tree = memoryTree(
    {'Export/a.json': '1', 'Export/b/c.json': '2', 'Exporter/d': '3', 'Export/../e': ''},
    {name: 'x'},
  )

  it.each(['Export', 'Export/', '/Export/'])('shows the files below %j', async (prefix) => {
    expect(await paths(subtree(tree, prefix))).toEqual(['a.json', 'b/c.json'])
    expect(Buffer.from(await (await subtree(tree, prefix).file('b/c.json'))!.bytes()).toString()).toBe('2')
  })

  it('shows what was refused below the folder', async () => {
    expect(await subtree(tree, 'Export').refused()).toEqual([{path: '../e', reason: 'escapes'}])
  })

  it('is the tree itself without a prefix, and empty for an unknown one', async () => {
    expect(subtree(tree, '')).toBe(tree)
    expect(await paths(subtree(tree, 'Nothing'))).toEqual([])
  })
})
