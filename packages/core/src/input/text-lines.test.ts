import fc from 'fast-check'
import {expect, it} from 'vitest'
import {type TextLine, textLines} from './text-lines.js'

async function linesOf(pieces: readonly Uint8Array[], options?: {limit: number}): Promise<TextLine[]> {
  async function* chunks() {
    yield* pieces
  }
  const lines: TextLine[] = []
  for await (const batch of textLines(chunks(), options)) lines.push(...batch)
  return lines
}

it.each<[string, string, TextLine[]]>([
  ['nothing', '', []],
  ['a line without an end', 'a', [{text: 'a', line: 1, byte: 0}]],
  ['a line that ends', 'a\n', [{text: 'a', line: 1, byte: 0}]],
  [
    'both kinds of ends, and a blank line',
    'a\r\n\nb\n',
    [
      {text: 'a', line: 1, byte: 0},
      {text: '', line: 2, byte: 3},
      {text: 'b', line: 3, byte: 4},
    ],
  ],
  ['a byte order mark', '\ufeffa', [{text: 'a', line: 1, byte: 0}]],
])('gives %s', async (_, text, lines) => {
  expect(await linesOf([Buffer.from(text)])).toEqual(lines)
})

it('gives what is too long as an error in its place, and goes on', async () => {
  expect(await linesOf([Buffer.from('abc\nabcd'), Buffer.from('e\nx')], {limit: 3})).toEqual([
    {text: 'abc', line: 1, byte: 0},
    {error: 'the line is longer than 3 bytes', line: 2, byte: 4},
    {text: 'x', line: 3, byte: 10},
  ])
})

it('gives the same lines however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({unit: 'grapheme'}), fc.integer({min: 1, max: 5}), async (text, size) => {
      const bytes = Buffer.from(`é\n${text}\r\nz`)
      const pieces = []
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
      expect(await linesOf(pieces)).toEqual(await linesOf([bytes]))
    }),
  )
})
