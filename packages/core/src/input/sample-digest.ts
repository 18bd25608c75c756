import {createHash} from 'node:crypto'
import {closeSync, fstatSync, openSync, readSync} from 'node:fs'

const BLOCK = 64 * 1024
const BLOCKS = 64
/** The end of a zip is its list of entries, which has a checksum of each. */
const TAIL = 4 * 1024 * 1024

/** A digest of samples of a large file on disk: its end, and blocks spread evenly from its beginning on. Hexadecimal; undefined when it cannot be read. */
export function sampleDigest(path: string): string | undefined {
  let fd: number | undefined
  try {
    fd = openSync(path, 'r')
    const {size} = fstatSync(fd)
    const digest = createHash('sha256')
    const buffer = Buffer.alloc(TAIL)
    const take = (at: number, length: number) => {
      digest.update(buffer.subarray(0, readSync(fd!, buffer, 0, length, at)))
    }
    for (let i = 0; i < BLOCKS; i++) take(Math.floor((size / BLOCKS) * i), BLOCK)
    take(Math.max(0, size - TAIL), TAIL)
    return digest.digest('hex')
  } catch {
    return undefined
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}
