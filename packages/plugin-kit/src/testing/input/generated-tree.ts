import {inputError} from '@everport/core/errors'
import {type InputFile, type InputTree, memoryTree} from '@everport/core/input'
import {mapFiles} from './map-files.js'

const PIECE = 64 * 1024
const WHOLE_FILE_LIMIT = 64 * 1024 * 1024

/**
 * A tree in memory whose files are written while they are read, for exports that are too large for a test to hold. Every reading
 * of a file asks for its text anew.
 * @param files path -> a function that gives the file's text in parts, the same each time
 */
export function generatedTree(files: Readonly<Record<string, () => Iterable<string>>>, name = 'export'): InputTree {
  const empty = Object.fromEntries(Object.keys(files).map((path) => [path, '']))
  return mapFiles(memoryTree(empty, {name}), ({path}) => generatedFile(path, files[path]!))
}

function generatedFile(path: string, text: () => Iterable<string>): InputFile {
  let size: number | undefined
  const file: InputFile = {
    path,
    get size() {
      if (size === undefined) {
        size = 0
        for (const part of text()) size += Buffer.byteLength(part)
      }
      return size
    },
    head: (length) => collected(file, Math.min(length, file.size)),
    async bytes({limit = WHOLE_FILE_LIMIT} = {}) {
      if (file.size > limit)
        throw inputError('INPUT_TOO_LARGE', `${path} is larger than ${limit} bytes`, {place: {file: path}})
      return collected(file, file.size)
    },
    async *chunks() {
      let held: Buffer[] = []
      let length = 0
      for (const part of text()) {
        const bytes = Buffer.from(part)
        held.push(bytes)
        length += bytes.length
        if (length < PIECE) continue
        yield Buffer.concat(held)
        held = []
        length = 0
      }
      if (length > 0) yield Buffer.concat(held)
    },
  }
  return file
}

async function collected(file: InputFile, length: number): Promise<Uint8Array> {
  const content = Buffer.alloc(length)
  let at = 0
  for await (const piece of file.chunks()) {
    content.set(piece.subarray(0, length - at), at)
    at += piece.length
    if (at >= length) break
  }
  return content
}
