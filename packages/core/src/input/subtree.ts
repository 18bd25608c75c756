import type {InputFile, InputTree} from './input-tree.js'
import {type Listing, listedTree} from './listed-tree.js'

/**
 * The files below `prefix/`, their paths relative to it: for exports that were zipped with their folder. Errors still
 * name the whole path. Closing it leaves the tree that it was taken from open.
 */
export function subtree(tree: InputTree, prefix: string): InputTree {
  const folder = prefix.normalize('NFC').replace(/^\/+|\/+$/g, '')
  if (folder === '') return tree
  const inside = `${folder}/`
  const {form, name, parentName} = tree
  return listedTree({form, name, parentName}, async (): Promise<Listing> => {
    const files = await tree.files()
    const refused = await tree.refused()
    return {
      files: files.filter((file) => file.path.startsWith(inside)).map((file) => new FileBelow(file, inside.length)),
      refused: refused
        .filter((entry) => entry.path.startsWith(inside))
        .map((entry) => ({...entry, path: entry.path.slice(inside.length)})),
    }
  })
}

class FileBelow implements InputFile {
  readonly path: string
  readonly #file: InputFile

  constructor(file: InputFile, prefixLength: number) {
    this.path = file.path.slice(prefixLength)
    this.#file = file
  }

  get size(): number {
    return this.#file.size
  }

  head(length: number): Promise<Uint8Array> {
    return this.#file.head(length)
  }

  bytes(options?: {limit?: number}): Promise<Uint8Array> {
    return this.#file.bytes(options)
  }

  chunks(): AsyncIterable<Uint8Array> {
    return this.#file.chunks()
  }
}
