import {EverportError, inputError} from '@everport/plugin-kit'
import {closest} from './closest-name.js'
import type {Mapping} from './mapping.js'
import {normalName} from './normal-name.js'
import {FIELDS, type Field} from './vocabulary.js'

/** What the person said about columns, by field. An empty list means: no column has this field. */
export type ExplicitMap = ReadonlyMap<Field, readonly string[]>

/**
 * Reads `field=column` sentences. A field that is given several times is made of several columns.
 * @throws EverportError `CONFIG_INVALID` for a sentence without `=` or an unknown field.
 */
export function parseMap(sentences: readonly string[]): ExplicitMap {
  const map = new Map<Field, string[]>()
  for (const sentence of sentences) {
    const [, written = '', column = ''] = /^([^=]*)=(.*)$/s.exec(sentence) ?? []
    const field = FIELDS.find((known) => known === normalName(written))
    if (field === undefined) throw unknownField(sentence, written)
    const columns = map.get(field) ?? []
    if (column.trim() !== '') columns.push(column.trim())
    map.set(field, columns)
  }
  return map
}

function unknownField(sentence: string, written: string): Error {
  const near = closest(written, FIELDS)
  return new EverportError(
    'CONFIG_INVALID',
    sentence.includes('=')
      ? `map: "${written}" is no field${near === undefined ? '' : `; did you mean ${near}?`}`
      : `map: "${sentence}" is not written as field=column`,
    {hints: [`the fields are ${FIELDS.join(', ')}`, 'example: --map time=created_at --map text=3']},
  )
}

/**
 * Finds the named columns of one table: by exact name, then by the name as it is compared, then by number from 1.
 * @param names of the columns as the header gives them, empty ones included
 * @throws InputError `INPUT_NEEDS_OPTION` for a column that is not there or that two columns could be.
 */
export function resolveMap(map: ExplicitMap, names: readonly string[], table: string): Mapping {
  const mapping: Partial<Record<Field, number[]>> = {}
  for (const [field, columns] of map) {
    if (columns.length > 0) mapping[field] = columns.map((column) => findColumn(column, names, field, table))
  }
  return mapping
}

function findColumn(column: string, names: readonly string[], field: Field, table: string): number {
  const exact = indexes(names, (name) => name === column)
  const found =
    exact.length > 0 ? exact : indexes(names, (name) => normalName(name) === normalName(column) && name !== '')
  if (found.length === 1) return found[0] ?? 0
  if (found.length > 1) {
    const numbers = found.map((index) => index + 1)
    throw inputError('INPUT_NEEDS_OPTION', `${table}: columns ${numbers.join(' and ')} are both called "${column}"`, {
      hints: [`name the right one by its number: --map ${field}=${numbers[0]}`],
    })
  }
  const number = /^\d+$/.test(column) ? Number(column) : 0
  if (number >= 1 && number <= names.length) return number - 1
  const near = closest(column, names)
  throw inputError('INPUT_NEEDS_OPTION', `${table} has no column "${column}"; its columns are ${columnList(names)}`, {
    hints: [
      near === undefined
        ? `choose one of them, by name or number: --map ${field}=1`
        : `did you mean --map ${field}="${near}"?`,
    ],
  })
}

/** The columns for a sentence: `1 time, 2 sender, 3 (no name)`. */
export function columnList(names: readonly string[]): string {
  return names.map((name, index) => `${index + 1} ${name.trim() === '' ? '(no name)' : name}`).join(', ')
}

function indexes(names: readonly string[], test: (name: string) => boolean): number[] {
  return names.flatMap((name, index) => (test(name) ? [index] : []))
}
