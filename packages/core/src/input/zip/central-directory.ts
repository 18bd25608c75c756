import type {EndRecord} from './end-record.js'
import {entryName} from './entry-name.js'
import type {RandomAccess} from './random-access.js'

/** One entry as the central directory states it. */
export interface ZipEntry {
  name: string
  encrypted: boolean
  folder: boolean
  link: boolean
  data: ZipData
}

/** What reading an entry takes: kept for every file of the archive. */
export interface ZipData {
  method: number
  crc: number
  packedSize: number
  size: number
  /** Of the local header, which stands before the data. */
  offset: number
}

const LENGTH = 46
const SIGNATURE = 'PK\x01\x02'
const WRAP = 2 ** 32

/**
 * All entries in the order of the directory, which is read to its end whatever count the archive declares.
 * @returns `gaps`: offsets in the file at which something stood that is no entry
 */
export function readCentralDirectory(access: RandomAccess, end: EndRecord): {entries: ZipEntry[]; gaps: number[]} {
  const bytes = Buffer.from(access.read(end.offset, end.size))
  const offsets = offsetReader(end.shift)
  const entries: ZipEntry[] = []
  const gaps: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const length =
      at + LENGTH <= bytes.length && bytes.toString('latin1', at, at + 4) === SIGNATURE ? recordLength(bytes, at) : 0
    if (length > 0 && at + length <= bytes.length) {
      entries.push(readEntry(bytes.subarray(at, at + length), offsets))
      at += length
      continue
    }
    // a digital signature may stand behind the last entry
    if (bytes.toString('latin1', at, at + 4) !== 'PK\x05\x05') gaps.push(end.offset + at)
    const next = bytes.indexOf(SIGNATURE, at + 1, 'latin1')
    if (next < 0) break
    at = next
  }
  return {entries, gaps}
}

function recordLength(bytes: Buffer, at: number): number {
  return LENGTH + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
}

function readEntry(record: Buffer, offsetOf: (stated: number) => number): ZipEntry {
  const flags = record.readUInt16LE(8)
  const nameEnd = LENGTH + record.readUInt16LE(28)
  const raw = record.subarray(LENGTH, nameEnd)
  const extra = readExtra(record.subarray(nameEnd, nameEnd + record.readUInt16LE(30)))
  const attributes = record.readUInt32LE(38)
  const unixMode = record[5] === 3 || record[5] === 19 ? attributes >>> 16 : 0
  // the zip64 field holds only those of the three that did not fit, in this order
  const wide = wideReader(extra.get(0x0001))
  const size = wide(record.readUInt32LE(24))
  const packedSize = wide(record.readUInt32LE(20))
  const stated = wide(record.readUInt32LE(42))
  return {
    name: entryName(raw, (flags & 0x800) !== 0, extra.get(0x7075)),
    encrypted: (flags & 0x2041) !== 0,
    folder: size === 0 && (raw.at(-1) === 0x2f || raw.at(-1) === 0x5c || (unixMode & 0xf000) === 0x4000),
    link: (unixMode & 0xf000) === 0xa000,
    data: {
      method: record.readUInt16LE(10),
      crc: record.readUInt32LE(16),
      packedSize,
      size,
      offset: offsetOf(stated),
    },
  }
}

function readExtra(bytes: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= bytes.length; ) {
    const next = at + 4 + bytes.readUInt16LE(at + 2)
    if (next > bytes.length) break
    fields.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, next))
    at = next
  }
  return fields
}

function wideReader(field: Buffer | undefined): (narrow: number) => number {
  let at = 0
  return (narrow) => {
    if (narrow !== 0xffffffff || field === undefined || at + 8 > field.length) return narrow
    at += 8
    return Number(field.readBigUInt64LE(at - 8))
  }
}

/**
 * The macOS Finder writes archives over 4 GB without zip64: offsets begin again at 0 each 4 GiB, in the order of the
 * entries.
 */
function offsetReader(shift: number): (stated: number) => number {
  if (shift <= 0 || shift % WRAP !== 0) return (stated) => stated + shift
  let base = 0
  let previous = 0
  return (stated) => {
    if (stated < previous) base += WRAP
    previous = stated
    return base + stated
  }
}
