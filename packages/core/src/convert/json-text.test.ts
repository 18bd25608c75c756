import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {putJsonText, roomForJson} from './json-text.js'

const written = (text: string) => {
  const bytes = Buffer.alloc(roomForJson(text.length) + 2)
  const end = putJsonText(bytes, 1, text)
  expect(bytes[0]).toBe(0)
  expect(bytes.subarray(end).every((byte) => byte === 0)).toBe(true)
  return bytes.toString('utf8', 1, end)
}

describe('putJsonText', () => {
  it.each([
    '',
    'plain',
    'a "quote" and a \\',
    '\b\t\n\f\r\u0000\u001f\u007f',
    'é ß я',
    '中文 한국어 \uffff \u2028',
    '👩🏽‍🚀',
    '\ud800',
    '\udc00 alone',
    'cut in half \ud83d',
    '\ud83d\ud83d\ude00',
  ])('writes %j as JSON.stringify does', (text) => {
    expect(written(text)).toBe(JSON.stringify(text))
  })

  it('writes any text as JSON.stringify does', () => {
    const units = fc.array(fc.oneof(fc.integer({min: 0, max: 0xffff}), fc.integer({min: 0xd700, max: 0xe000})))
    const text = fc.oneof(
      fc.string({unit: 'binary'}),
      units.map((codes) => String.fromCharCode(...codes)),
    )
    fc.assert(
      fc.property(text, (drawn) => {
        expect(written(drawn)).toBe(JSON.stringify(drawn))
      }),
    )
  })
})
