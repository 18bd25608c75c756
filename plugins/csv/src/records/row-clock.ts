import type {Place} from '@everport/plugin-kit'
import {fieldReader} from '../columns/mapping.js'
import type {Options} from '../options.js'
import type {TablePlan} from '../plan/plan-table.js'
import {instantOf} from '../times/column-clock.js'
import type {Tally} from './tally.js'

export interface RowClock {
  /** The row's time, or undefined when it has none that can be read; why is counted. */
  read(cells: readonly string[], place: Place): {at: number; nanos: number} | undefined
}

/** Before this second the target takes milliseconds for seconds; no chat of this century is older. */
const EARLIEST = Date.UTC(2001, 8, 9, 1, 46, 40)
const LATEST = Date.UTC(2090, 0, 1)
const PROBLEMS = {unreadable: 'unreadable-time', 'no-zone': 'no-zone', 'unknown-zone': 'unknown-zone'} as const

export function createRowClock(plan: TablePlan, options: Options, tally: Tally): RowClock {
  const {clock} = plan
  const timeOf = fieldReader(plan.mapping.mapping, 'time')
  const zoneOf = fieldReader(plan.mapping.mapping, 'zone')
  let next = options.startTime === undefined ? 0 : (startOf(options.startTime) ?? 0)

  return {
    read(cells, place) {
      if (clock === undefined) {
        next += 1000
        return {at: next - 1000, nanos: 0}
      }
      const cell = timeOf(cells)
      const instant = instantOf(cell, clock, zoneOf(cells))
      if (instant.at === undefined) {
        tally.add(PROBLEMS[instant.problem], place, cell)
        return undefined
      }
      if (instant.moved !== undefined) tally.add(instant.moved === 'gap' ? 'clock-gap' : 'clock-twice', place, cell)
      if (instant.dateOnly) tally.add('date-only', place)
      if (instant.at < EARLIEST || instant.at >= LATEST) tally.add('suspicious-time', place, cell)
      return instant
    },
  }
}

/** Unix ms of a full date and time with its zone; undefined for anything less. */
export function startOf(text: string): number | undefined {
  const instant = instantOf(text, {order: 'ymd', zone: undefined, excel: undefined})
  return instant.at
}
