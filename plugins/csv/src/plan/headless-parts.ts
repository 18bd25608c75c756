import {naturalOrder} from '@everport/plugin-kit'
import {profileColumn} from '../columns/column-profile.js'
import {labelOf, type Table} from './table.js'

/**
 * Files without a header join the table of which they are later parts, as where only `1.csv` of `1.csv … 9.csv` names the columns: the only one
 * as wide, with times in the same columns.
 */
export function joinHeadlessParts(tables: readonly Table[]): Table[] {
  const [headed, headless] = [tables.filter((table) => !isHeadless(table)), tables.filter(isHeadless)]
  const left = headless.filter((part) => {
    const [owner, ...others] = headed.filter(({names}) => names.length === part.names.length)
    if (owner === undefined || others.length > 0 || timesOf(owner) === '' || timesOf(owner) !== timesOf(part))
      return true
    owner.files.push(...part.files)
    owner.files.sort((a, b) => naturalOrder(a.file.path, b.file.path))
    owner.sample.push(...part.sample)
    owner.label = labelOf(owner.files)
    return false
  })
  return [...headed, ...left]
}

function isHeadless({names}: Table): boolean {
  return names.every((name) => name === '')
}

/** Columns that hold times, by number. */
function timesOf({labels, sample}: Table): string {
  const cells = (at: number) => sample.slice(0, 200).map((row) => row.cells[at] ?? '')
  return labels.flatMap((label, at) => (profileColumn(at, label, '', cells(at)).dated >= 0.9 ? [at] : [])).join()
}
