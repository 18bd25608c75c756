import {Volume} from 'memfs'
import {describe, expect, it} from 'vitest'
import {type CopyFileSystem, copyTemplate} from './copy-template.js'

const TEMPLATE = {
  '/template/package.json': '{"name": "OLD"}',
  '/template/_gitignore': 'dist/\n',
  '/template/src/index.ts': '// OLD',
  '/template/test/fixtures/photo.png': 'OLD',
  '/template/node_modules/x/index.js': 'OLD',
  '/template/dist/index.js': 'OLD',
  '/template/oclif.manifest.json': 'OLD',
}

function copy(files: Record<string, string | null>, to = '/home/new') {
  const volume = Volume.fromJSON({...TEMPLATE, ...files})
  const written = copyTemplate(volume as unknown as CopyFileSystem, '/template', to, (text) =>
    text.replace('OLD', 'new'),
  )
  return {written, volume}
}

describe('copyTemplate', () => {
  it('copies what belongs to the template, renamed where it is text', () => {
    const {volume, written} = copy({})
    expect(written).toEqual(['.gitignore', 'package.json', 'src/index.ts', 'test/fixtures/photo.png'])
    expect(volume.toJSON('/home')).toEqual({
      '/home/new/.gitignore': 'dist/\n',
      '/home/new/package.json': '{"name": "new"}',
      '/home/new/src/index.ts': '// new',
      '/home/new/test/fixtures/photo.png': 'OLD',
    })
  })

  it('gives names back that a package cannot hold', () => {
    const volume = Volume.fromJSON({'/packed/_package.json': '{}', '/packed/_gitignore': ''})
    expect(copyTemplate(volume as unknown as CopyFileSystem, '/packed', '/new', String)).toEqual([
      '.gitignore',
      'package.json',
    ])
  })

  it('takes a folder that is there and empty', () => {
    expect(copy({'/home/new': null}).written).toHaveLength(4)
  })

  it.each([
    ['/home/new is not empty; nothing was written.', {'/home/new/mine.txt': 'mine'}],
    ['/home/new is a file; nothing was written.', {'/home/new': 'mine'}],
  ])('refuses: %s', (problem, files: Record<string, string>) => {
    expect(() => copy(files)).toThrow(problem)
  })
})
