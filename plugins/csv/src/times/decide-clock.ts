import {inputError} from '@everport/plugin-kit'
import {type ColumnClock, offsetOf} from './column-clock.js'
import {type DateOrderDecision, dateOrderQuestion} from './decide-date-order.js'
import {zoneClock} from './local-time.js'
import type {DateOrder, TimeEvidence, Witness} from './time-evidence.js'

export interface ClockDecision {
  clock: ColumnClock
  /** Clauses for people, e.g. `day first, as "25/04/2024" on line 4 shows`. */
  why: string[]
}

/** A few odd cells are rejected one by one; more mean that the column or its format is not what it seems. */
const MOST_FAILED = 0.2

/**
 * Decides once for the whole column how its times are read.
 * @param order what was found about day and month; undefined when nothing decides
 * @param column label of the column
 * @throws InputError `INPUT_NEEDS_OPTION` with the option to type, when a question is left that only a person can answer
 */
export function decideClock(
  evidence: TimeEvidence,
  order: DateOrderDecision | undefined,
  given: {timezone?: string | undefined; excelDates?: '1900' | '1904' | undefined; dateOrder?: DateOrder | undefined},
  column: string,
  hasZoneColumn: boolean,
): ClockDecision {
  const {failed, cells, failure, naive, abbreviation} = evidence
  if (failure !== undefined && failed > cells * MOST_FAILED && (failed >= 3 || failed === cells)) {
    throw inputError(
      'INPUT_NEEDS_OPTION',
      `column "${column}" was taken for the times, but ${failed} of its first ${cells} cells are none, e.g. "${failure.value}" (${place(failure)})`,
      {place: {file: failure.file, line: failure.line}, hints: ['name the column of times: --map time=COLUMN']},
    )
  }
  if (order === undefined) {
    const zoneToo = naive !== undefined && given.timezone === undefined && !saysUtc(column) && !hasZoneColumn
    throw dateOrderQuestion(
      evidence,
      column,
      zoneToo ? ['the times have no time zone either: add --timezone Europe/Berlin, or another'] : [],
    )
  }
  const why = order.why === undefined ? [] : [order.why]

  const excel = given.excelDates ?? serialSystem(evidence, column)
  if (excel !== undefined) why.push(`spreadsheet dates of the ${excel} system`)

  let zone = given.timezone
  const needsZone = naive !== undefined || (excel !== undefined && evidence.serials > 0)
  if (zone === undefined && needsZone && saysUtc(column)) {
    zone = 'UTC'
    why.push('zone UTC, as the column is called')
  } else if (zone !== undefined && needsZone) {
    why.push(`zone ${zone} by --timezone`)
  }
  if (zone === undefined && needsZone && !hasZoneColumn) throw zoneQuestion(naive, column)
  if (zone === undefined && abbreviation !== undefined && evidence.abbreviated * 2 >= cells) {
    throw inputError(
      'INPUT_NEEDS_OPTION',
      `the times name their zone by letters that several zones share: "${abbreviation.value}" (${place(abbreviation)})`,
      {
        place: {file: abbreviation.file, line: abbreviation.line},
        hints: ['say which zone it is, e.g. --timezone America/Los_Angeles for PST and PDT'],
      },
    )
  }
  return {clock: {order: order.order, zone, excel}, why}
}

/** Whether it is the name of a zone or an offset such as `+02:00`. */
export function isZone(name: string): boolean {
  return offsetOf(name) !== undefined || zoneClock(name) !== undefined
}

function serialSystem({serials, numbers}: TimeEvidence, column: string): '1900' | undefined {
  if (serials === 0 || serials * 2 < numbers) return undefined
  if (/excel|serial/i.test(column)) return '1900'
  throw inputError(
    'INPUT_NEEDS_OPTION',
    `the numbers in column "${column}" look like dates of a spreadsheet, not like seconds`,
    {
      hints: ['add --excel-dates 1900 (Excel, LibreOffice) or --excel-dates 1904 (old Excel for Mac)'],
    },
  )
}

function saysUtc(column: string): boolean {
  return /(^|[^a-z])(utc|gmt)([^a-z]|$)/i.test(column)
}

function zoneQuestion(naive: Witness | undefined, column: string): Error {
  const example = naive === undefined ? '' : `, e.g. "${naive.value}" (${place(naive)})`
  return inputError('INPUT_NEEDS_OPTION', `the times in column "${column}" have no time zone${example}`, {
    ...(naive === undefined ? {} : {place: {file: naive.file, line: naive.line}}),
    hints: ['say in which zone they were written: --timezone Europe/Berlin, or --timezone UTC'],
  })
}

function place({file, line}: Witness): string {
  return `${file} line ${line}`
}
