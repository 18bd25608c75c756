import {type DateOrder, parseCsvDate} from './date.js'
import type {CsvRow} from './rows.js'

export interface CsvSurvey {
  newestFirst: boolean
  /** Whether dates such as 03/04/2024 occur; `order` tells how to read them, and is undefined when the file does not say. */
  needsOrder: boolean
  order: DateOrder | undefined
}

const ENOUGH_STEPS = 20
const ENOUGH_ROWS = 2_000
const ORDERS = ['dmy', 'mdy'] as const

/**
 * Looks at the beginning of a file, or at all of it while day and month cannot be told apart. A first number above 12 decides,
 * and so does time: rows are in order, and under the wrong reading it would jump to and fro.
 */
export async function surveyCsv(rows: AsyncIterable<readonly CsvRow[]>, dateColumn: number): Promise<CsvSurvey> {
  const steps = {
    dmy: {forward: 0, backward: 0, last: undefined as number | undefined},
    mdy: {forward: 0, backward: 0, last: undefined as number | undefined},
  }
  const proofs = {dmy: 0, mdy: 0}
  let needsOrder = false
  let count = 0
  for await (const {cells} of each(rows)) {
    const date = parseCsvDate(cells[dateColumn] ?? '')
    if (++count > ENOUGH_ROWS && !needsOrder) break
    if (date === undefined) continue
    if (date.type === 'either') {
      needsOrder = true
      if (date.mdy === undefined) proofs.dmy++
      if (date.dmy === undefined) proofs.mdy++
    }
    for (const order of ORDERS) {
      const at = date.type === 'either' ? date[order] : date.type === 'wall' ? date.wall : date.at
      const {last} = steps[order]
      if (at === undefined) continue
      if (last !== undefined && at > last) steps[order].forward++
      if (last !== undefined && at < last) steps[order].backward++
      steps[order].last = at
    }
    const isKnown = !needsOrder || proofs.dmy + proofs.mdy > 0
    if (isKnown && steps.dmy.forward + steps.dmy.backward >= ENOUGH_STEPS) break
  }
  const order = needsOrder ? decide(proofs, steps) : undefined
  const {forward, backward} = steps[order ?? 'dmy']
  return {newestFirst: backward > forward, needsOrder, order}
}

async function* each<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch
}

type Steps = Record<DateOrder, {forward: number; backward: number}>

function decide(proofs: Record<DateOrder, number>, steps: Steps): DateOrder | undefined {
  if (proofs.dmy > 0 && proofs.mdy > 0) return undefined
  if (proofs.dmy > 0) return 'dmy'
  if (proofs.mdy > 0) return 'mdy'
  const steady = ORDERS.filter((order) => Math.min(steps[order].forward, steps[order].backward) === 0)
  return steady.length === 1 ? steady[0] : undefined
}
