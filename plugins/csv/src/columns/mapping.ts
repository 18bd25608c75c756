import type {Field} from './vocabulary.js'

/** Which columns (from 0) make up each field. Several are joined: date and time by a blank, others by `/`. */
export type Mapping = Partial<Record<Field, readonly number[]>>

/** The cell, or the joined cells, of a field; empty when the field has no column. Surrounding blanks are not part of it. */
export function fieldOf(mapping: Mapping, field: Field, cells: readonly string[]): string {
  const columns = mapping[field]
  if (columns === undefined) return ''
  if (columns.length === 1) return (cells[columns[0] ?? -1] ?? '').trim()
  const parts = columns.map((column) => (cells[column] ?? '').trim()).filter((part) => part !== '')
  return parts.join(JOINED_BY[field] ?? '/')
}

/** `fieldOf` for many rows: which columns it means is looked up once. */
export function fieldReader(mapping: Mapping, field: Field): (cells: readonly string[]) => string {
  const [only, ...more] = mapping[field] ?? []
  if (only === undefined) return () => ''
  return more.length === 0 ? (cells) => (cells[only] ?? '').trim() : (cells) => fieldOf(mapping, field, cells)
}

const JOINED_BY: Partial<Record<Field, string>> = {
  time: ' ',
  name: ' ',
  text: '\n',
  question: '\n',
  answer: '\n',
  attachments: '\n',
}
