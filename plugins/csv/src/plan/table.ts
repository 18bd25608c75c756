import type {InputFile} from '@everport/plugin-kit'
import type {Dialect} from '../physical/dialect.js'
import type {Encoding} from '../physical/encoding.js'
import type {Header} from '../physical/find-header.js'

/** A file with everything that must be known to read its rows. */
export interface TableFile {
  file: InputFile
  gzipped: boolean
  encoding: Encoding
  dialect: Dialect
  header: Header
  /** For each column of the table its column in this file: parts of an export may order them differently. */
  columns: readonly number[]
}

/** A row of the sample, in the table's order of columns. */
export interface SampleRow {
  cells: string[]
  file: string
  line: number
}

/** Files with the same columns: one set of data. */
export interface Table {
  /** For sentences: the name of its only file, or `chat1.csv and 11 more`. */
  label: string
  /** Names of the columns as people see them; empty where there is none. */
  names: string[]
  /** Never empty, and different for each column: `name`, `name_2`, `column 5`. */
  labels: string[]
  files: TableFile[]
  /** Rows of the first files, enough to judge the columns by. */
  sample: SampleRow[]
}

/** What the files are called in sentences. */
export function labelOf(files: readonly TableFile[]): string {
  const first = files[0]?.file.path ?? ''
  return files.length === 1 ? first : `${first} and ${files.length - 1} more`
}
