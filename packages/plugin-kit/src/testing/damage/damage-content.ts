import {type Fixture, fixtureTree} from '../input/fixture.js'
import type {Damage} from './judge.js'
import {spread} from './text-spans.js'

const FILES = 12
/** Larger files are real exports: what one file shows, small ones show as well. */
const LARGEST = 256 * 1024

/** A file after something has happened to it; see `Damage`. */
export interface Change {
  how: string
  content: Uint8Array | string
  mustReport?: boolean
}

/** A fixture with one file at a time replaced, for each of its files (a dozen of them, when there are more). */
export function* damageContent(
  fixture: Fixture,
  change: (content: Uint8Array, path: string) => Iterable<Change>,
): Generator<Damage> {
  const files = Object.entries(fixture.files).filter(([, {length}]) => length > 0 && length <= LARGEST)
  for (const [path, content] of spread(files, FILES)) {
    for (const {content: damaged, how, mustReport = true} of change(content, path))
      yield {what: `${path} ${how}`, paths: [path], tree: fixtureTree(fixture, {[path]: damaged}), mustReport}
  }
}
