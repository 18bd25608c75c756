import {isNothing} from '../columns/column-profile.js'
import {fieldOf, type Mapping} from '../columns/mapping.js'
import type {Options} from '../options.js'
import {readRows} from '../physical/read-rows.js'
import {type ClockDecision, decideClock} from '../times/decide-clock.js'
import {type DateOrderDecision, decideDateOrder} from '../times/decide-date-order.js'
import {parseTime} from '../times/parse-time.js'
import {addTime, createTimeEvidence, type TimeEvidence} from '../times/time-evidence.js'
import {inTableOrder} from './find-tables.js'
import type {Table} from './table.js'
import {labelsOf} from './table-mapping.js'

/**
 * Decides how the table's times are read, from the sample; from all rows when the sample leaves day and month open.
 * @throws InputError with the question when all rows leave it open, or no zone is known
 */
export async function decideTableClock(
  table: Table,
  mapping: Mapping,
  options: Options,
  signal: AbortSignal,
): Promise<ClockDecision> {
  let evidence = createTimeEvidence()
  for (const {cells, file, line} of table.sample) addRow(evidence, table, mapping, cells, file, line)
  let order = decideDateOrder(evidence, options.dateOrder)
  if (order === undefined) {
    const found = await searchAll(table, mapping, signal)
    evidence = found.evidence
    order = found.order
  }
  return decideClock(evidence, order, options, labelsOf(mapping, 'time', table), mapping.zone !== undefined)
}

async function searchAll(
  table: Table,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<{evidence: TimeEvidence; order: DateOrderDecision | undefined}> {
  const evidence = createTimeEvidence()
  for (const file of table.files) {
    for await (const rows of readRows(file, table.names.length)) {
      signal.throwIfAborted()
      for (const {cells, line} of rows) {
        if (cells === undefined || line < file.header.firstLine) continue
        addRow(evidence, table, mapping, inTableOrder(cells, file.columns), file.file.path, line)
      }
      const {dayFirst, monthFirst, yearFirst} = evidence
      if (dayFirst !== undefined || monthFirst !== undefined || yearFirst !== undefined)
        return {evidence, order: decideDateOrder(evidence, undefined)}
    }
  }
  return {evidence, order: decideDateOrder(evidence, undefined)}
}

function addRow(
  evidence: TimeEvidence,
  table: Table,
  mapping: Mapping,
  cells: string[],
  file: string,
  line: number,
): void {
  const value = fieldOf(mapping, 'time', cells)
  // Footers and broken rows say nothing about the column.
  if (isNothing(value) || cells.length < table.names.length - 1) return
  addTime(evidence, parseTime(value), {file, line, value}, fieldOf(mapping, 'zone', cells) !== '')
}
