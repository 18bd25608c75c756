import {closeSync, openSync, readSync} from 'node:fs'

/** Bytes that can be read anywhere. What `read` returns stays valid. */
export interface RandomAccess {
  readonly size: number
  /** Fewer than `length` bytes only at the end. */
  read(position: number, length: number): Uint8Array
  close(): void
}

export function memoryAccess(content: Uint8Array): RandomAccess {
  return {size: content.length, read: (position, length) => content.subarray(position, position + length), close() {}}
}

const SMALLEST = 64 * 1024
const LARGEST = 1024 * 1024

/**
 * A file through one window: the small entries of an archive lie side by side, and reading each alone costs more than
 * inflating it. The window doubles while reading goes forward and is small again after a jump.
 */
export function fileAccess(path: string, size: number): RandomAccess {
  const fd = openSync(path, 'r')
  let window: Uint8Array = new Uint8Array(0)
  let start = 0
  let reach = SMALLEST
  let isOpen = true
  return {
    size,
    read(position, wanted) {
      // what an archive claims is not allocated before it is checked
      const length = Math.max(0, Math.min(wanted, size - position))
      const end = start + window.length
      if (position >= start && position + length <= end)
        return window.subarray(position - start, position - start + length)
      reach = position >= start && position <= end + reach ? Math.min(reach * 2, LARGEST) : SMALLEST
      // a new buffer each time, never the old one: pieces of it may be in use
      window = readFully(fd, position, Math.max(length, Math.min(reach, size - position)))
      start = position
      return window.subarray(0, length)
    },
    close() {
      if (isOpen) closeSync(fd)
      isOpen = false
    },
  }
}

function readFully(fd: number, position: number, length: number): Uint8Array {
  const buffer = Buffer.allocUnsafeSlow(length)
  let at = 0
  while (at < length) {
    const read = readSync(fd, buffer, at, length - at, position + at)
    if (read === 0) break
    at += read
  }
  return buffer.subarray(0, at)
}
