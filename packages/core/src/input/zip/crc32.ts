import * as zlib from 'node:zlib'

/**
 * CRC-32 of data that follows data of CRC `seed`. Node 20.12 to 20.14 have no `zlib.crc32`: naming it in the import
 * would not load there.
 */
export const crc32: (data: Uint8Array, seed?: number) => number = zlib.crc32 ?? tableCrc32

const TABLE = Uint32Array.from({length: 256}, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

export function tableCrc32(data: Uint8Array, seed = 0): number {
  let crc = ~seed
  for (const byte of data) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!
  return ~crc >>> 0
}
