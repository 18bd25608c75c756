import {posix} from 'node:path'
import {type Fixture, fixtureTree} from '../input/fixture.js'
import {junkBytes} from '../input/junk-bytes.js'
import type {Damage} from './judge.js'

const {dirname, extname, join} = posix

/** A fixture with files that nobody asked for: binary, foreign text, other JSON, with every ending and in every folder that it has. */
export function* junkBeside(fixture: Fixture): Generator<Damage> {
  const paths = Object.keys(fixture.files)
  const folders = new Set(paths.map(dirname))
  const endings = new Set([...paths.map(extname), '.bin', '.txt', '.json', ''])
  const contents = {
    'binary junk': junkBytes(3000),
    'foreign JSON': '{"hello": ["world", {"a": null}]}\n',
    'foreign text': 'Nothing of interest, written by hand.\n',
    'no bytes': '',
  }
  for (const folder of [...folders].slice(0, 4)) {
    for (const ending of [...endings].slice(0, 8)) {
      for (const [what, content] of Object.entries(contents)) {
        for (const name of ['0-junk', 'zz-junk']) {
          const path = join(folder, `${name}${ending}`)
          yield {what: `${path} with ${what}`, paths: [path], tree: fixtureTree(fixture, {[path]: content})}
        }
      }
    }
  }
}
