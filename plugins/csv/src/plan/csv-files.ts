import {type InputFile, type InputTree, naturalOrder} from '@everport/plugin-kit'

export interface CsvFile {
  file: InputFile
  /** Named like a table. Others (`.txt`, a single file of any name) must look like one to be taken. */
  named: boolean
}

const NAMED = /\.(csv|tsv|tab|psv)(\.gz)?$/i
const MAYBE = /\.txt(\.gz)?$/i

/** The files that are or may be tables, part 2 before part 10. */
export async function csvFiles(tree: InputTree): Promise<CsvFile[]> {
  const files = (await tree.files()).map((file) => ({file, named: NAMED.test(file.path)}))
  return files
    .filter(({file, named}) => named || MAYBE.test(file.path) || tree.form === 'file')
    .sort((a, b) => naturalOrder(a.file.path, b.file.path))
}
