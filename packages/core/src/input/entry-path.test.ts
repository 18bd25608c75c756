import {describe, expect, it} from 'vitest'
import {entryPath} from './entry-path.js'

describe('entryPath', () => {
  it.each<[string, string]>([
    ['general/2021-01-01.json', 'general/2021-01-01.json'],
    ['./a//b/./c.json', 'a/b/c.json'],
    ['a\\b.json', 'a/b.json'],
    ['cafe\u0301/x', 'caf\u00e9/x'],
    ['a..b/...x', ''],
    ['..a', ''],
    ['a..b/x..', 'a..b/x..'],
    ['__MACOSX/a/b', ''],
    ['a/__MACOSX/b', ''],
    ['a/._b.json', ''],
    ['.DS_Store', ''],
    ['a/Thumbs.db', ''],
    ['.git/config', ''],
    ['./', ''],
    ['', ''],
  ])('shows %j as %j', (raw, path) => {
    expect(entryPath(raw)).toEqual(path === '' ? {kind: 'junk'} : {kind: 'path', path})
  })

  it.each(['../x', 'a/../x', 'a/..', '..\\x', '/etc/passwd', '\\\\host\\x', 'C:\\x', 'c:x', 'a\0b', '__MACOSX/../x'])(
    'refuses %j',
    (raw) => {
      expect(entryPath(raw)).toEqual({kind: 'escapes'})
    },
  )
})
