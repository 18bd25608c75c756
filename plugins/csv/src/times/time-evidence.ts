import type {CalendarDate, ParsedTime} from './parse-time.js'

export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** Steps back by more than this are no late message: the day and the month were taken for each other. */
const MONTH = 28 * 24 * 60 * 60_000

/** Where a reading of the column was seen to be the only one possible. */
export interface Witness {
  file: string
  line: number
  value: string
}

/** What the cells of one time column tell about the whole column. */
export interface TimeEvidence {
  /** Filled cells. */
  cells: number
  /** Cells that are no time. */
  failed: number
  /** First of them. */
  failure: Witness | undefined
  numbers: number
  /** Numbers that would be days since 1900 in this century, but 1970 as seconds. */
  serials: number
  /** First cell without a zone. */
  naive: Witness | undefined
  /** Cells whose zone is an abbreviation, which several zones share, and the first of them. */
  abbreviated: number
  abbreviation: Witness | undefined
  /** Cells whose day and month could be told apart only by the column. */
  pairs: number
  example: (Witness & {first: number; second: number}) | undefined
  dayFirst: Witness | undefined
  monthFirst: Witness | undefined
  yearFirst: Witness | undefined
  /** All pairs are written with dots. */
  dots: boolean
  /** How the rows run when read day first and month first. */
  runs: {dmy: Run; mdy: Run}
}

interface Run {
  last: number | undefined
  forward: boolean
  backward: boolean
}

export function createTimeEvidence(): TimeEvidence {
  return {
    cells: 0,
    failed: 0,
    failure: undefined,
    numbers: 0,
    serials: 0,
    naive: undefined,
    abbreviated: 0,
    abbreviation: undefined,
    pairs: 0,
    example: undefined,
    dayFirst: undefined,
    monthFirst: undefined,
    yearFirst: undefined,
    dots: true,
    runs: {
      dmy: {last: undefined, forward: false, backward: false},
      mdy: {last: undefined, forward: false, backward: false},
    },
  }
}

/** Adds one filled cell. `zoned`: the row's own zone column is filled. */
export function addTime(
  evidence: TimeEvidence,
  parsed: ParsedTime | undefined,
  witness: Witness,
  zoned: boolean,
): void {
  evidence.cells += 1
  if (parsed === undefined || (parsed.number === undefined && parsed.date === undefined)) {
    evidence.failed += 1
    evidence.failure ??= witness
    return
  }
  if (parsed.number !== undefined) {
    evidence.numbers += 1
    if (Number(parsed.number) >= 20_000 && Number(parsed.number) < 80_000) evidence.serials += 1
    return
  }
  if (parsed.zone === undefined && !zoned) evidence.naive ??= witness
  if (parsed.zone !== undefined && 'name' in parsed.zone && !parsed.zone.name.includes('/')) {
    evidence.abbreviated += 1
    evidence.abbreviation ??= witness
  }
  if (parsed.date !== undefined && 'pair' in parsed.date) addPair(evidence, parsed.date, witness)
}

function addPair(evidence: TimeEvidence, date: Extract<CalendarDate, {pair: unknown}>, witness: Witness): void {
  const [first, second] = date.pair
  evidence.pairs += 1
  evidence.example ??= {...witness, first, second}
  if (date.separator !== '.') evidence.dots = false
  if (first > 31) evidence.yearFirst ??= witness
  else if (first > 12) evidence.dayFirst ??= witness
  else if (second > 12) evidence.monthFirst ??= witness
  step(evidence.runs.dmy, Date.UTC(date.year, second - 1, first))
  step(evidence.runs.mdy, Date.UTC(date.year, first - 1, second))
}

function step(run: Run, at: number): void {
  if (run.last !== undefined && at - run.last > MONTH) run.forward = true
  if (run.last !== undefined && run.last - at > MONTH) run.backward = true
  run.last = at
}
