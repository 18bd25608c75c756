import type {InputTree} from '@everport/core/input'
import {mapFiles} from './map-files.js'

/** What was done with the files of a tree. */
export interface Observation {
  /** Path -> how far into the file somebody read, in bytes. */
  reach: Map<string, number>
  /** Bytes handed out, all files together. */
  bytes: number
  /** Files whose pieces were asked for and neither read to the end nor dropped; the same file once for each reading of it. */
  open: Set<{path: string}>
  isClosed: boolean
}

/**
 * The same tree, telling what is done with it.
 * @param onRead called before bytes are handed out
 */
export function observedTree(tree: InputTree, onRead: () => void = () => {}): {tree: InputTree; seen: Observation} {
  const seen: Observation = {reach: new Map(), bytes: 0, open: new Set(), isClosed: false}
  const note = (path: string, from: number, count: number) => {
    onRead()
    seen.bytes += count
    seen.reach.set(path, Math.max(seen.reach.get(path) ?? 0, from + count))
  }
  const watched = mapFiles(tree, (file) => ({
    path: file.path,
    size: file.size,
    async head(length) {
      const bytes = await file.head(length)
      note(file.path, 0, bytes.length)
      return bytes
    },
    async bytes(options) {
      const bytes = await file.bytes(options)
      note(file.path, 0, bytes.length)
      return bytes
    },
    async *chunks() {
      let at = 0
      const reading = {path: file.path}
      seen.open.add(reading)
      try {
        for await (const piece of file.chunks()) {
          note(file.path, at, piece.length)
          at += piece.length
          yield piece
        }
      } finally {
        seen.open.delete(reading)
      }
    },
  }))
  const close = async () => {
    seen.isClosed = true
  }
  return {tree: {...watched, close}, seen}
}
