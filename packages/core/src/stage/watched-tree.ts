import type {InputFile, InputTree} from '../input/input-tree.js'

/** The same tree, telling how many bytes of its files have been read: progress without the source's help. */
export function watchedTree(tree: InputTree, onBytes: (count: number) => void): InputTree {
  const watched = new WeakMap<InputFile, InputFile>()
  const watch = (file: InputFile): InputFile => {
    let twin = watched.get(file)
    if (!twin) {
      twin = watchedFile(file, onBytes)
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

function watchedFile(file: InputFile, onBytes: (count: number) => void): InputFile {
  return {
    path: file.path,
    size: file.size,
    head: (length) => file.head(length),
    async bytes(options) {
      const bytes = await file.bytes(options)
      onBytes(bytes.byteLength)
      return bytes
    },
    async *chunks() {
      for await (const chunk of file.chunks()) {
        onBytes(chunk.byteLength)
        yield chunk
      }
    },
  }
}
