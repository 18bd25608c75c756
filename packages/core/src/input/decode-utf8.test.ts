import {describe, expect, it} from 'vitest'
import {decodeUtf8} from './decode-utf8.js'

describe('decodeUtf8', () => {
  it.each<[string, number[], string, number]>([
    ['plain text', [0x61, 0xc3, 0xa9], 'aé', 0],
    ['a byte order mark at the start', [0xef, 0xbb, 0xbf, 0x61], 'a', 0],
    ['a byte order mark elsewhere', [0x61, 0xef, 0xbb, 0xbf], 'a\ufeff', 0],
    ['a stray byte', [0x61, 0xff, 0x62], 'a\ufffdb', 1],
    ['a replacement character of the file itself', [0xef, 0xbf, 0xbd, 0xff], '\ufffd\ufffd', 1],
    ['a cut character before a replacement character', [0xe4, 0xef, 0xbf, 0xbd], '\ufffd\ufffd', 1],
    ['a character cut by the end', [0x61, 0xe2, 0x82], 'a\ufffd', 1],
    ['an encoded surrogate', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd', 3],
    ['nothing', [], '', 0],
  ])('reads %s', (_name, bytes, text, replaced) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({text, replaced})
  })
})
