import type {InputFile, InputTree} from '@everport/core/input'
import {mapFiles} from './map-files.js'

/** Odd, so that characters of several bytes are cut. */
const SMALL = 7
const MOST_PIECES = 20_000
const JUNK = 0x21

/**
 * The same tree, its files in pieces of a few bytes. All pieces of a file share one buffer, which is overwritten when the next one
 * is asked for, as readers of large files do it.
 */
export function inPieces(tree: InputTree): InputTree {
  return mapFiles(
    tree,
    (file): InputFile => ({
      ...file,
      async *chunks() {
        const content = await file.bytes()
        const length = Math.max(SMALL, Math.ceil(content.length / MOST_PIECES))
        const buffer = Buffer.alloc(length)
        for (let at = 0; at < content.length; at += length) {
          const piece = content.subarray(at, at + length)
          buffer.set(piece)
          yield buffer.subarray(0, piece.length)
          buffer.fill(JUNK)
        }
      },
    }),
  )
}
