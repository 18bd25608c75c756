import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readEscapedText, readText} from './read-text.js'

describe('readText', () => {
  it.each<[string, number[]]>([
    ['nothing', []],
    [
      'the first and last characters of each length',
      [...Buffer.from('\0\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}')],
    ],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61]],
    ['bytes that continue nothing', [0x61, 0x80, 0xbf, 0x62]],
    ['bytes that UTF-8 does not have', [0xc0, 0xc1, 0xf5, 0xf8, 0xfe, 0xff]],
    ['two bytes for what fits into one', [0xc1, 0xbf]],
    ['three bytes for what fits into two', [0xe0, 0x9f, 0xbf]],
    ['four bytes for what fits into three', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80, 0x61]],
    ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80]],
    ['characters that are cut', [0xc3, 0x61, 0xe2, 0x82, 0x61, 0xf0, 0x9f, 0x98]],
    ['text longer than is decoded at once', [...Buffer.from('é😀'.repeat(4000))]],
  ])('decodes %s as toString does', (_name, list) => {
    const bytes = Buffer.from(list)
    expect(readText(bytes, 0, bytes.length)).toBe(bytes.toString())
  })

  it('decodes any part of anything as toString does', () => {
    const piece = fc.oneof(
      fc.string({unit: 'binary'}).map((text) => [...Buffer.from(text)]),
      fc.array(fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff)),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), fc.nat(), (pieces, a, b) => {
        const bytes = Buffer.from(pieces.flat())
        const [start, end] = [a % (bytes.length + 1), b % (bytes.length + 1)].sort((x, y) => x - y) as [number, number]
        expect(readText(bytes, start, end)).toBe(bytes.toString('utf8', start, end))
      }),
      {numRuns: 3000},
    )
  })
})

describe('readEscapedText', () => {
  const read = (inside: string) => {
    const bytes = Buffer.from(`"${inside}"`)
    return readEscapedText(bytes, 1, bytes.length - 1)
  }

  it.each([
    ['line\\nand \\"quote\\" and \\\\ and \\/', 'line\nand "quote" and \\ and /'],
    ['\\b\\f\\r\\t', '\b\f\r\t'],
    ['\\u00e9\\u0041 é', 'éA é'],
    ['\\ud83d\\ude00 \\uD83D\\uDE00', '😀 😀'],
    ['half a pair \\ud83d', 'half a pair \ud83d'],
  ])('reads %s', (inside, text) => {
    expect(read(inside)).toBe(text)
  })

  it.each([['\\x41'], ['\\u12'], ['\\u12g4'], ['\\u 123'], ['\\']])('leaves %s to JSON.parse', (inside) => {
    expect(read(inside)).toBeUndefined()
  })

  it('reads what JSON.parse reads, or leaves it', () => {
    const piece = fc.constantFrom(
      '\\n',
      '\\"',
      '\\\\',
      '\\/',
      '\\u00e9',
      '\\u4e2d',
      '\\ud83d',
      '\\ude00',
      '\\u0000',
      '\\x',
      '\\u1',
      'é',
      '中',
      '😀',
    )
    const inside = fc.array(fc.oneof(piece, fc.stringMatching(/^[a-z0-9 ]*$/))).map((parts) => parts.join(''))
    fc.assert(
      fc.property(inside, (drawn) => {
        const text = read(drawn)
        if (text === undefined) expect(() => JSON.parse(`"${drawn}"`)).toThrow()
        else expect(text).toBe(JSON.parse(`"${drawn}"`))
      }),
      {numRuns: 3000},
    )
  })
})
