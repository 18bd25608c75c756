import type {InputFile, InputTree} from '@everport/core/input'

/** The same tree with every file replaced, once each. */
export function mapFiles(tree: InputTree, replace: (file: InputFile) => InputFile): InputTree {
  const replaced = new WeakMap<InputFile, InputFile>()
  const twin = (file: InputFile): InputFile => {
    const known = replaced.get(file) ?? replace(file)
    replaced.set(file, known)
    return known
  }
  return {
    form: tree.form,
    name: tree.name,
    parentName: tree.parentName,
    files: async () => (await tree.files()).map(twin),
    file: async (path) => {
      const file = await tree.file(path)
      return file && twin(file)
    },
    refused: () => tree.refused(),
    close: () => tree.close(),
  }
}
