import type {Mapping} from '../columns/mapping.js'
import type {Field} from '../columns/vocabulary.js'
import {ownCopy} from './own-copy.js'
import {createRecentMap} from './recent-map.js'

/** What was made of the cells of some columns: most rows repeat what stood there before. */
export interface CellMemory<Value> {
  get(cells: readonly string[]): Value | undefined
  set(cells: readonly string[], value: Value): void
}

/** For so many different cells of the first column. */
const REMEMBERED = 20_000

/** @param fields from whose columns alone the values are made */
export function createCellMemory<Value>(mapping: Mapping, fields: readonly Field[]): CellMemory<Value> {
  const [first = -1, ...others] = fields.flatMap((field) => mapping[field] ?? [])
  // Beside the same first cell others may stand: the last ones are remembered.
  const recent = createRecentMap<string, {beside: readonly string[]; value: Value}>(REMEMBERED)
  const cellOf = (cells: readonly string[], column: number) => cells[column] ?? ''
  return {
    get(cells) {
      const known = recent.get(cellOf(cells, first))
      if (known === undefined) return undefined
      for (let at = 0; at < others.length; at += 1) {
        if (cellOf(cells, others[at] ?? -1) !== known.beside[at]) return undefined
      }
      return known.value
    },
    set(cells, value) {
      const beside = others.map((column) => ownCopy(cellOf(cells, column)))
      recent.set(ownCopy(cellOf(cells, first)), {beside, value})
    },
  }
}
