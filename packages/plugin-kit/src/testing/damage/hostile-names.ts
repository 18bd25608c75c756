import {posix} from 'node:path'
import {memoryTree} from '@everport/core/input'
import type {Fixture} from '../input/fixture.js'
import type {Damage} from './judge.js'
import {spread} from './text-spans.js'

const {dirname, extname, join} = posix
const LONGEST = 255

const NAMES: Readonly<Record<string, string>> = {
  'a name of 255 bytes': 'n'.repeat(LONGEST),
  'a name of 255 bytes in Chinese': '聊'.repeat(LONGEST / 3),
  'the name __proto__': '__proto__',
  'a name of emoji': '😀\u200d👩',
  'a name with a line break': 'a\nb',
  'a name with spaces and quotes': ' "a\' ',
  'a name that climbs when decoded': 'a%2f..%2f..%2fa',
}

/** Files and folders of a fixture under other names, and entries beside them that lead out of the export. */
export function* hostileNames(fixture: Fixture): Generator<Damage> {
  const paths = Object.keys(fixture.files)
  const folders = [...new Set(paths.map(dirname))].filter((folder) => folder !== '.')
  for (const [what, hostile] of Object.entries(NAMES)) {
    for (const path of spread(paths, 8)) {
      const renamed = join(dirname(path), cutTo(hostile, LONGEST - extname(path).length) + extname(path))
      yield moved(fixture, `${path} renamed to ${what}`, (other) => (other === path ? renamed : other))
      const copy = {...fixture.files, [renamed]: fixture.files[path]!}
      yield {
        what: `a copy of ${path}, renamed to ${what}`,
        paths: [path, renamed],
        tree: memoryTree(copy, {name: fixture.name}),
      }
    }
    for (const folder of spread(folders, 4)) {
      const renamed = join(dirname(folder), hostile)
      yield moved(fixture, `the folder ${folder} renamed to ${what}`, (path) =>
        path.startsWith(`${folder}/`) ? renamed + path.slice(folder.length) : path,
      )
    }
  }
  yield escaping(fixture)
}

/** What a file is called may say what it is: under another name it may rightly be none of the export's. */
function moved({files, name}: Fixture, what: string, move: (path: string) => string): Damage {
  const entries = Object.entries(files).map(([path, content]): [string, Uint8Array] => [move(path), content])
  const paths = Object.keys(files).filter((path) => move(path) !== path)
  const tree = memoryTree(Object.fromEntries(entries), {name})
  return {what, paths: [...paths, ...paths.map(move)], tree, mustReport: false}
}

function escaping({files, name}: Fixture): Damage {
  const [content = Buffer.from('{}')] = Object.values(files)
  const outside = ['../evil.json', '/etc/evil.json', 'a/../../evil.json', 'C:\\evil.json', 'a\0b.json']
  const entries = outside.map((entry): [string, Uint8Array] => [entry, content])
  const tree = memoryTree({...files, ...Object.fromEntries(entries)}, {name})
  return {what: 'entries that lead out of the export', paths: [], tree}
}

function cutTo(name: string, bytes: number): string {
  let cut = ''
  for (const character of name) {
    if (Buffer.byteLength(cut + character) > bytes) break
    cut += character
  }
  return cut
}
