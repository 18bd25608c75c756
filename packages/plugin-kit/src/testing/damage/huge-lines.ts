import {inputError} from '@everport/core/errors'
import type {InputFile} from '@everport/core/input'
import {type Fixture, fixtureTree} from '../input/fixture.js'
import {mapFiles} from '../input/map-files.js'
import {damageContent} from './damage-content.js'
import type {Damage} from './judge.js'
import {isJsonText, replaceSpans, spread, textSpans} from './text-spans.js'

const HUGE_VALUE = 1024 * 1024
const PIECE = 256 * 1024
/** More than a reader holds by default. */
const HUGE_LINE = 65 * 1024 * 1024

/** Values of a megabyte, and a file that ends in a line which is larger than memory should be. */
export function* hugeLines(fixture: Fixture): Generator<Damage> {
  const huge = 'x'.repeat(HUGE_VALUE)
  yield* damageContent(fixture, function* (content) {
    const text = Buffer.from(content).toString()
    const values = textSpans(text).filter(({isKey}) => !isKey)
    for (const span of spread(values, 6)) {
      const how = `with a megabyte for ${JSON.stringify(span.text.slice(0, 40))}`
      yield {how, content: replaceSpans(text, [span], () => huge), mustReport: isJsonText(text)}
    }
  })
  // One will do: it takes seconds to read.
  for (const [path] of largestFirst(fixture).slice(0, 1)) {
    const tree = mapFiles(fixtureTree(fixture), (file) => (file.path === path ? withHugeLine(file) : file))
    yield {what: `${path} followed by a line of 65 MiB`, paths: [path], tree}
  }
}

function largestFirst({files}: Fixture): [string, Uint8Array][] {
  return Object.entries(files).sort(([, a], [, b]) => b.length - a.length)
}

function withHugeLine(file: InputFile): InputFile {
  const size = file.size + 1 + HUGE_LINE
  return {
    path: file.path,
    size,
    async head(length) {
      const head = Buffer.alloc(Math.min(length, size), 'x')
      head.set(Buffer.concat([await file.bytes(), Buffer.from('\n')]).subarray(0, head.length))
      return head
    },
    bytes: async () => {
      throw inputError('INPUT_TOO_LARGE', `${file.path} is too large to be read whole`, {place: {file: file.path}})
    },
    async *chunks() {
      yield* file.chunks()
      yield Buffer.from('\n')
      const piece = Buffer.alloc(PIECE, 'x')
      for (let at = 0; at < HUGE_LINE; at += PIECE) yield piece
    },
  }
}
