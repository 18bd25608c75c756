import type {InputFile, InputTree} from '@everport/plugin-kit'
import {treeOf} from './read-export.js'

interface Pieces {
  tree: InputTree
  /** Readings of the file that were begun and not finished. */
  open(): number
  /** Bytes given out. */
  taken(): number
}

/** A tree of one file that comes in pieces of the given size, all in one buffer, as file readers do it. */
export function inPieces(path: string, content: string, size: number): Pieces {
  const bytes = Buffer.from(content)
  let open = 0
  let taken = 0
  async function* chunks() {
    const buffer = Buffer.alloc(size)
    open += 1
    try {
      for (let at = 0; at < bytes.length; at += size) {
        const length = bytes.copy(buffer, 0, at, at + size)
        taken += length
        yield buffer.subarray(0, length)
        buffer.fill(0x21)
      }
    } finally {
      open -= 1
    }
  }
  const head = async (length: number) => bytes.subarray(0, length)
  const file: InputFile = {path, size: bytes.length, head, chunks, bytes: async () => bytes}
  const tree: InputTree = {...treeOf({}), files: async () => [file], file: async () => file}
  return {tree, open: () => open, taken: () => taken}
}
