import type {InputFile, InputTree} from '@everport/core/input'
import {mapFiles} from './map-files.js'

const SIZE = 1024 * 1024
const PIECE = 256 * 1024

/** The same tree, each file followed by a mebibyte of spaces, and in pieces as large as those from a disk. */
export function padded(tree: InputTree): InputTree {
  return mapFiles(tree, (file): InputFile => {
    const whole = async () => Buffer.concat([await file.bytes(), Buffer.alloc(SIZE, ' ')])
    return {
      path: file.path,
      size: file.size + SIZE,
      head: async (length) => (await whole()).subarray(0, length),
      bytes: whole,
      async *chunks() {
        const content = await whole()
        for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE)
      },
    }
  })
}
