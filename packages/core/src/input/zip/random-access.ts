import {closeSync, openSync, readSync} from 'node:fs'

/** Bytes that can be read anywhere. */
export interface RandomAccess {
  readonly size: number
  /**
   * Fewer than `length` bytes only at the end. What it returns is valid until the next call.
   * @param likely bytes from `position` on that are probably asked for next, `length` included. Default `length`.
   */
  read(position: number, length: number, likely?: number): Uint8Array
  close(): void
}

export function memoryAccess(content: Uint8Array): RandomAccess {
  return {size: content.length, read: (position, length) => content.subarray(position, position + length), close() {}}
}

const SMALLEST = 64 * 1024
const LARGEST = 1024 * 1024

/**
 * A file through one window: the small entries of an archive lie side by side, and reading each alone costs more than
 * inflating it. The window doubles while reading goes forward; a jump, as where entries are read in another order than they lie in, fetches
 * what is likely to be wanted and no more.
 */
export function fileAccess(path: string, size: number): RandomAccess {
  const fd = openSync(path, 'r')
  // One for all windows: a new one each time is what the garbage collector would be busy with.
  let buffer = Buffer.alloc(0)
  let start = 0
  let length = 0
  let reach = SMALLEST
  let isOpen = true

  function fetch(position: number, wanted: number): void {
    if (buffer.length < wanted || (buffer.length > LARGEST && wanted <= LARGEST))
      buffer = Buffer.allocUnsafeSlow(Math.max(wanted, SMALLEST))
    start = position
    length = readFully(fd, buffer, wanted, position)
  }

  return {
    size,
    read(position, wanted, likely = wanted) {
      // what an archive claims is not allocated before it is checked
      const left = Math.max(0, size - position)
      const needed = Math.min(wanted, left)
      const end = start + length
      if (position < start || position + needed > end) {
        const goesOn = position >= start && position <= end + SMALLEST && length > 0
        reach = goesOn ? Math.min(reach * 2, LARGEST) : SMALLEST / 2
        fetch(position, Math.min(left, Math.max(needed, goesOn ? reach : Math.min(likely, LARGEST))))
      }
      const at = position - start
      return buffer.subarray(at, Math.min(at + needed, length))
    },
    close() {
      if (isOpen) closeSync(fd)
      isOpen = false
    },
  }
}

/** @returns the bytes read: fewer than `length` when the file ends */
function readFully(fd: number, buffer: Buffer, length: number, position: number): number {
  let at = 0
  while (at < length) {
    const read = readSync(fd, buffer, at, length - at, position + at)
    if (read === 0) break
    at += read
  }
  return at
}
