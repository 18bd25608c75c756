import * as zlib from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {crc32, tableCrc32} from './crc32.js'

describe('crc32', () => {
  it.each<[string, number]>([
    ['', 0],
    ['123456789', 0xcbf43926],
  ])('of %j', (text, crc) => {
    expect(crc32(Buffer.from(text))).toBe(crc)
    expect(tableCrc32(Buffer.from(text))).toBe(crc)
  })

  it('goes on from what came before, in both implementations', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const whole = tableCrc32(Buffer.concat([a, b]))
        expect(tableCrc32(b, tableCrc32(a))).toBe(whole)
        expect(crc32(b, crc32(a))).toBe(whole)
        expect((zlib.crc32 ?? tableCrc32)(Buffer.concat([a, b]))).toBe(whole)
      }),
    )
  })
})
