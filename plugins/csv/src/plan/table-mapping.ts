import {type ColumnProfile, profileColumn} from '../columns/column-profile.js'
import {columnList, type ExplicitMap, resolveMap} from '../columns/explicit-map.js'
import {fieldOf, type Mapping} from '../columns/mapping.js'
import {type Proposal, proposeMapping} from '../columns/propose-mapping.js'
import type {Field} from '../columns/vocabulary.js'
import {cleanId, isDamagedId} from '../records/clean-id.js'
import type {Table} from './table.js'

export interface TableMapping extends Proposal {
  profiles: ColumnProfile[]
  /** Things about columns that a person should know, one sentence each. */
  remarks: string[]
}

/**
 * Which column is what: what the person says, then what names and values propose.
 * @throws InputError `INPUT_NEEDS_OPTION` when the person names a column that the table does not have
 */
export function mapTable(table: Table, map: ExplicitMap): TableMapping {
  const given = resolveMap(map, table.names, table.label)
  // In ragged rows the cells stand in the wrong columns.
  const even = table.sample.filter(({cells}) => cells.length === table.names.length)
  const rows = even.length > 0 ? even : table.sample
  const profiles = table.labels.map((label, index) =>
    profileColumn(
      index,
      label,
      table.names[index] ?? '',
      rows.map(({cells}) => cells[index] ?? ''),
    ),
  )
  const closed = new Set([...map].flatMap(([field, columns]) => (columns.length === 0 ? [field] : [])))
  const proposal = proposeMapping(profiles, given, closed)
  const remarks: string[] = []
  if (given.id === undefined && proposal.mapping.id !== undefined && repeats(table, proposal.mapping)) {
    remarks.push(
      `column "${labelsOf(proposal.mapping, 'id', table)}" repeats its values: rows are known by what they say instead`,
    )
    delete proposal.mapping.id
  }
  remarks.push(...duplicateRemarks(table, proposal.mapping))
  return {...proposal, profiles, remarks}
}

/** The columns of a field for a sentence. */
export function labelsOf(mapping: Mapping, field: Field, table: Table): string {
  return (mapping[field] ?? []).map((column) => table.labels[column]).join(' + ')
}

/** The columns for a sentence: by name, or by their first values where they have none. */
export function columnsFound(table: Table): string {
  const first = table.sample[0]?.cells ?? []
  const headless = table.names.every((name) => name === '')
  return columnList(headless ? table.labels.map((_, index) => shortened(first[index] ?? '')) : table.labels)
}

function shortened(cell: string): string {
  return JSON.stringify(cell.length > 30 ? `${cell.slice(0, 30)}…` : cell)
}

/** True when one value stands on rows that differ: it is no id of a message. */
function repeats(table: Table, mapping: Mapping): boolean {
  const rows = new Map<string, string>()
  for (const {cells} of table.sample) {
    const id = cleanId(fieldOf(mapping, 'id', cells))
    if (id === '' || isDamagedId(id)) continue
    const key = `${fieldOf(mapping, 'conversation', cells)}\0${id}`
    const content = ['time', 'text', 'question', 'answer']
      .map((field) => fieldOf(mapping, field as Field, cells))
      .join('\0')
    const known = rows.get(key)
    if (known !== undefined && known !== content) return true
    rows.set(key, content)
  }
  return false
}

function duplicateRemarks(table: Table, mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping).flat())
  return table.names.flatMap((name, index) => {
    const twin = table.names.indexOf(name)
    return name !== '' && twin < index && used.has(twin)
      ? [
          `columns ${twin + 1} and ${index + 1} are both called "${name}": column ${twin + 1} is taken; --map chooses by number`,
        ]
      : []
  })
}
