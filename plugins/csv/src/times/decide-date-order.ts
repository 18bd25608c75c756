import {inputError} from '@everport/plugin-kit'
import type {DateOrder, TimeEvidence} from './time-evidence.js'

export interface DateOrderDecision {
  order: DateOrder
  /** A clause for people. Undefined when no date of the column can be read in two ways. */
  why?: string
}

/**
 * The order of day and month, for the whole column. Undefined when nothing seen so far decides.
 * @throws InputError `INPUT_AMBIGUOUS` when the column holds both orders and no option says which to take.
 */
export function decideDateOrder(evidence: TimeEvidence, given: DateOrder | undefined): DateOrderDecision | undefined {
  if (given !== undefined) return {order: given, why: `${WORDS[given]} by --date-order`}
  const {pairs, dayFirst, monthFirst, yearFirst, dots, runs} = evidence
  if (pairs === 0) return {order: 'dmy'}
  if (dayFirst !== undefined && monthFirst !== undefined) {
    throw inputError(
      'INPUT_AMBIGUOUS',
      `the dates are written in two orders: "${dayFirst.value}" (${dayFirst.file} line ${dayFirst.line}) can only be day first, "${monthFirst.value}" (${monthFirst.file} line ${monthFirst.line}) only month first`,
      {
        place: {file: monthFirst.file, line: monthFirst.line},
        hints: [
          'write all dates in one order, or name the right one with --date-order dmy or mdy: rows of the other order are then rejected',
        ],
      },
    )
  }
  if (yearFirst !== undefined)
    return {order: 'ymd', why: `year first, as "${yearFirst.value}" on line ${yearFirst.line} shows`}
  if (dayFirst !== undefined)
    return {order: 'dmy', why: `day first, as "${dayFirst.value}" on line ${dayFirst.line} shows`}
  if (monthFirst !== undefined)
    return {order: 'mdy', why: `month first, as "${monthFirst.value}" on line ${monthFirst.line} shows`}
  if (dots) return {order: 'dmy', why: 'day first, as dates with dots are written'}
  // Read in the wrong order, the days of a month turn into months: the rows jump to and fro.
  const wild = {dmy: runs.dmy.forward && runs.dmy.backward, mdy: runs.mdy.forward && runs.mdy.backward}
  const steady = {dmy: !runs.dmy.forward && !runs.dmy.backward, mdy: !runs.mdy.forward && !runs.mdy.backward}
  if (wild.mdy && steady.dmy) return {order: 'dmy', why: 'day first, because month first the rows would jump by months'}
  if (wild.dmy && steady.mdy) return {order: 'mdy', why: 'month first, because day first the rows would jump by months'}
  return undefined
}

/** The question to the person when nothing in the whole column decides. */
export function dateOrderQuestion(evidence: TimeEvidence, column: string, more: readonly string[] = []): Error {
  const example = evidence.example
  const value = example?.value ?? ''
  return inputError(
    'INPUT_NEEDS_OPTION',
    `no row of column "${column}" tells the day from the month: "${value}" can be ${reading(example, 'dmy')} or ${reading(example, 'mdy')}`,
    {
      ...(example === undefined ? {} : {place: {file: example.file, line: example.line}}),
      hints: [
        `add --date-order dmy for ${reading(example, 'dmy')}, or --date-order mdy for ${reading(example, 'mdy')}`,
        ...more,
      ],
    },
  )
}

const WORDS: Record<DateOrder, string> = {dmy: 'day first', mdy: 'month first', ymd: 'year first'}

function reading(example: {first: number; second: number} | undefined, order: 'dmy' | 'mdy'): string {
  const {first = 1, second = 1} = example ?? {}
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  const name = new Intl.DateTimeFormat('en', {month: 'long', timeZone: 'UTC'}).format(Date.UTC(2024, month - 1, 1))
  return `${day} ${name}`
}
