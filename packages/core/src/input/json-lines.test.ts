import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type JsonLine, jsonLines} from './json-lines.js'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    buffer.fill(0x0a)
    buffer.set(bytes.subarray(at, at + size))
    yield buffer.subarray(0, Math.min(size, bytes.length - at))
  }
}

async function read(text: string | Uint8Array, size: number, options?: {limit?: number}): Promise<JsonLine[]> {
  const lines: JsonLine[] = []
  for await (const batch of jsonLines(inPieces(Buffer.from(text as string), size), options)) {
    expect(batch.length).toBeGreaterThan(0)
    expect(batch.length).toBeLessThanOrEqual(256)
    lines.push(...batch)
  }
  return lines
}

describe('jsonLines', () => {
  it.each<[string, string, object[]]>([
    [
      'lines',
      '{"a":1}\n[2]\n',
      [
        {value: {a: 1}, line: 1, byte: 0},
        {value: [2], line: 2, byte: 8},
      ],
    ],
    [
      'a last line without its end',
      '1\n2',
      [
        {value: 1, line: 1, byte: 0},
        {value: 2, line: 2, byte: 2},
      ],
    ],
    [
      'Windows lines',
      '1\r\n"é"\r\n',
      [
        {value: 1, line: 1, byte: 0},
        {value: 'é', line: 2, byte: 3},
      ],
    ],
    ['blank lines', '\n \n1\n\n', [{value: 1, line: 3, byte: 3}]],
    [
      'a byte order mark',
      '\ufeff1\n2',
      [
        {value: 1, line: 1, byte: 0},
        {value: 2, line: 2, byte: 5},
      ],
    ],
    ['nothing', '', []],
  ])('reads %s', async (_name, text, lines) => {
    for (const size of [1, 2, 3, 100]) expect(await read(text, size)).toEqual(lines)
  })

  it('tells which line is not JSON and reads the next ones', async () => {
    expect(await read('{"a":1}\n{"a":\n1 2\n3', 4)).toEqual([
      {value: {a: 1}, line: 1, byte: 0},
      {error: 'the text ends too early', line: 2, byte: 8},
      {error: 'something follows the end', line: 3, byte: 14},
      {value: 3, line: 4, byte: 18},
    ])
  })

  it('steps over a line that is longer than the limit', async () => {
    for (const size of [1, 7, 100])
      expect(await read('1\n"234567890"\n5', size, {limit: 8})).toEqual([
        {value: 1, line: 1, byte: 0},
        {error: 'the line is longer than 8 bytes', line: 2, byte: 2},
        {value: 5, line: 3, byte: 14},
      ])
  })

  it('reads any lines, however they are cut', async () => {
    const line = fc.oneof(fc.json(), fc.constantFrom('', ' ', '{', 'nul', '"\u2028"', '"\\n"'))
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({min: 1, max: 50}), async (texts, size) => {
        const lines = await read(texts.join('\n'), size)
        const values = texts.flatMap((text, i) => {
          if (text.trim() === '') return []
          try {
            return [[i + 1, JSON.parse(text)]]
          } catch {
            return [[i + 1, undefined]]
          }
        })
        expect(lines.map((one) => [one.line, one.error === undefined ? one.value : undefined])).toEqual(values)
      }),
    )
  })
})
