import {inputError} from '../../errors/index.js'
import type {RandomAccess} from './random-access.js'

/** Where the central directory, the archive's own list of its entries, stands. */
export interface EndRecord {
  offset: number
  size: number
  /** As declared: writers without zip64 count modulo 65,536. */
  count: number
  /**
   * What must be added to the offsets that the archive states: data was put in front of it, or they are counted modulo
   * 2^32.
   */
  shift: number
}

const LENGTH = 22
const LONGEST_COMMENT = 0xffff
const LOCATOR_LENGTH = 20
const ZIP64_LENGTH = 56

/**
 * Finds the end record, which stands last in the file, before a comment of any length:
 *
 *     entries... | central directory | zip64 record, its locator | end record, comment
 */
export function readEndRecord(access: RandomAccess, name: string): EndRecord {
  const tailStart = Math.max(0, access.size - LENGTH - LONGEST_COMMENT)
  const tail = Buffer.from(access.read(tailStart, access.size - tailStart))
  const at = findEnd(tail)
  if (at === undefined) throw noEndError(access, name)
  const position = tailStart + at
  const zip64 = readZip64(access, position)
  if (zip64 === undefined && tail.readUInt16LE(at + 4) !== 0)
    throw inputError('INPUT_UNREADABLE', `${name} is one part of an archive that was split`, {
      hints: ['join the parts or unpack them all, then give the folder'],
    })
  const size = zip64?.size ?? tail.readUInt32LE(at + 12)
  const stated = zip64?.offset ?? tail.readUInt32LE(at + 16)
  const count = zip64?.count ?? tail.readUInt16LE(at + 10)
  const limit = zip64?.position ?? position
  if (size > limit)
    throw inputError('INPUT_UNREADABLE', `${name} is damaged: its list of entries is larger than what is there`, {
      hints: ['download or copy the archive again'],
    })
  const offset = stated + size <= limit && startsDirectory(access, stated) ? stated : limit - size
  return {offset, size, count, shift: offset - stated}
}

function startsDirectory(access: RandomAccess, position: number): boolean {
  return Buffer.from(access.read(position, 4)).toString('latin1') === 'PK\x01\x02'
}

/**
 * Last end record whose comment reaches exactly to the end; else the last one at all, for archives with something
 * appended.
 */
function findEnd(tail: Buffer): number | undefined {
  let loose: number | undefined
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    const rest = tail.length - at - LENGTH
    if (rest >= 0) {
      const comment = tail.readUInt16LE(at + 20)
      if (comment === rest) return at
      if (comment < rest) loose ??= at
    }
    if (at === 0) break
    at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return loose
}

function readZip64(access: RandomAccess, end: number) {
  if (end < LOCATOR_LENGTH + ZIP64_LENGTH) return undefined
  const locator = Buffer.from(access.read(end - LOCATOR_LENGTH, LOCATOR_LENGTH))
  if (locator.toString('latin1', 0, 4) !== 'PK\x06\x07') return undefined
  // stated from the start of the archive, which need not be the start of the file: then it stands right before its locator
  for (const position of [Number(locator.readBigUInt64LE(8)), end - LOCATOR_LENGTH - ZIP64_LENGTH]) {
    const record = Buffer.from(access.read(position, ZIP64_LENGTH))
    if (record.length === ZIP64_LENGTH && record.toString('latin1', 0, 4) === 'PK\x06\x06')
      return {
        position,
        count: Number(record.readBigUInt64LE(32)),
        size: Number(record.readBigUInt64LE(40)),
        offset: Number(record.readBigUInt64LE(48)),
      }
  }
  return undefined
}

function noEndError(access: RandomAccess, name: string) {
  const start = Buffer.from(access.read(0, 64)).toString('latin1').trimStart()
  if (start.startsWith('PK'))
    return inputError(
      'INPUT_UNREADABLE',
      `${name} is cut off: its list of entries is missing, the download may be incomplete`,
      {
        hints: ['download the archive again and compare its size'],
      },
    )
  const what = access.size === 0 ? 'is empty (0 bytes)' : start.startsWith('<') ? 'is a web page' : 'is something else'
  return inputError('INPUT_UNREADABLE', `${name} is not a zip archive: it ${what}`, {
    hints: ['download the archive again; if the page asks you to sign in, do so first'],
  })
}
