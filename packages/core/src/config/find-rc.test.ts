import {memfs} from 'memfs'
import {describe, expect, it, test} from 'vitest'
import {findRc, type RcFileSystem} from './find-rc.js'
import {RC_PLACES} from './rc-places.js'

const disk = (files: Record<string, string>) => memfs(files).fs as unknown as RcFileSystem
const find = (files: Record<string, string>, from = '/home/project/deep', stopAt = '/home/project') =>
  findRc(from, stopAt, disk(files))

describe('the configuration that counts', () => {
  test.each(RC_PLACES)('may be %s', (place) => {
    const content = '{"everport": {}}'
    expect(find({[`/home/project/${place}`]: content})).toEqual({
      path: `/home/project/${place}`,
      name: `../${place}`,
      folder: '/home/project',
      content,
    })
  })

  it('is the nearest', () => {
    const files = {'/home/project/.everportrc': 'far', '/home/project/deep/.everportrc.yml': 'near'}
    expect(find(files)).toMatchObject({name: '.everportrc.yml', folder: '/home/project/deep', content: 'near'})
  })

  it('is not looked for above the root of the project', () => {
    expect(find({'/home/.everportrc': 'x', '/home/project/deep/x': ''})).toBeUndefined()
  })

  it('is looked for in one folder alone when that is the root', () => {
    const files = {'/home/project/.everportrc': 'x'}
    expect(find(files, '/home/project/deep', '/home/project/deep')).toBeUndefined()
  })

  it.each([
    ['says nothing of everport', '{"name": "a"}'],
    ['names everport only as a dependency', '{"dependencies": {"everport": "1"}}'],
    ['is broken and has nothing of ours', '{"name": '],
  ])('is no package.json that %s', (_, manifest) => {
    const files = {'/home/project/deep/package.json': manifest, '/home/project/.everportrc': 'api: v2'}
    expect(find(files)).toMatchObject({name: '../.everportrc'})
  })

  it('is no folder', () => {
    expect(find({'/home/project/.everportrc/notes.txt': 'x'})).toBeUndefined()
  })

  it('loses its byte order mark', () => {
    expect(find({'/home/project/.everportrc.json': '\uFEFF{}'})?.content).toBe('{}')
  })
})

it('says when the file may not be read', () => {
  const locked: RcFileSystem = {
    readFileSync: () => {
      throw Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES'})
    },
  }
  expect(() => findRc('/x', '/x', locked)).toThrow('The configuration package.json cannot be read (EACCES).')
})
