import type {InputFile, InputTree} from '../input/input-tree.js'

/** The same tree, telling how many bytes of its files have been read: progress without the source's help. */
export function watchedTree(tree: InputTree, onBytes: (count: number) => void): InputTree {
  const watched = new WeakMap<InputFile, InputFile>()
  const watch = (file: InputFile): InputFile => {
    let twin = watched.get(file)
    if (!twin) {
      twin = new WatchedFile(file, onBytes)
      watched.set(file, twin)
    }
    return twin
  }
  return {
    form: tree.form,
    name: tree.name,
    parentName: tree.parentName,
    files: async () => (await tree.files()).map(watch),
    file: async (path) => {
      const file = await tree.file(path)
      return file && watch(file)
    },
    refused: () => tree.refused(),
    close: () => tree.close(),
  }
}

/** A class, not an object of closures: an export may have a hundred thousand files. */
class WatchedFile implements InputFile {
  readonly #file: InputFile
  readonly #onBytes: (count: number) => void

  constructor(file: InputFile, onBytes: (count: number) => void) {
    this.#file = file
    this.#onBytes = onBytes
  }

  get path(): string {
    return this.#file.path
  }

  get size(): number {
    return this.#file.size
  }

  head(length: number): Promise<Uint8Array> {
    return this.#file.head(length)
  }

  async bytes(options?: {limit?: number}): Promise<Uint8Array> {
    const bytes = await this.#file.bytes(options)
    this.#onBytes(bytes.byteLength)
    return bytes
  }

  async *chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of this.#file.chunks()) {
      this.#onBytes(chunk.byteLength)
      yield chunk
    }
  }
}
