import {tooLargeError, WHOLE_FILE_LIMIT} from './file-errors.js'
import type {InputFile} from './input-tree.js'

/** A file whose bytes are here already. */
export function memoryFile(path: string, content: Uint8Array): InputFile {
  return {
    path,
    size: content.length,
    head: async (length) => content.subarray(0, length),
    bytes: async ({limit = WHOLE_FILE_LIMIT} = {}) => {
      if (content.length > limit) throw tooLargeError(path, content.length, limit)
      return content
    },
    async *chunks() {
      if (content.length > 0) yield content
    },
  }
}
