import type {RequestRecord} from '@everport/rehearsal'
import type {Cell} from './cells.js'
import {CALM, type FaultCase} from './fault-case.js'
import {HANG, HANG_SPEED, type Injected, SHORT_TIMEOUT} from './trouble.js'

type Which = Pick<Injected, 'nth' | 'times'>

/** The imports that show what becomes of a cell: one request meets the trouble, or the first three do. */
export function casesOf(cell: Cell): FaultCase[] {
  // How often memories are looked at hangs on the machine; once they are.
  const one: Which = {nth: cell.on === 'get' ? 1 : 2}
  // Waiting costs time: once is enough.
  return (cell.trouble.hangs ? [one] : [one, {times: 3}]).map((which) => caseOf(cell, which))
}

function caseOf({server, on, when, trouble}: Cell, which: Which): FaultCase {
  return {
    ...CALM,
    name: `${server.name}, ${on} meets ${trouble.name} ${when} ${JSON.stringify(which)}`,
    server,
    // A day between some messages: what can cut inside an add does.
    conversations: [25, 5],
    step: 2 * 3_600_000,
    faults: [...causeOf(on, when), {on, when, do: trouble.do, ...which}],
    ...(trouble.hangs && {timeout: SHORT_TIMEOUT, speed: HANG_SPEED, lateness: HANG}),
  }
}

/** Look-ups only happen when something else went wrong first; memories are asked for when nothing is found to wait. */
function causeOf(on: Cell['on'], when: Cell['when']): Injected[] {
  if (on === 'search') return [{on: 'add', nth: 2, when, do: {reset: true}}]
  return on === 'get' ? [{on: 'add', nth: 2, when: 'before-commit', do: {reset: true}}] : []
}

/** The requests that met the cell's trouble as it is meant, by the server's own books. */
export function metTrouble({on, when, trouble}: Cell, requests: readonly RequestRecord[]): RequestRecord[] {
  const meets = ({fault}: RequestRecord) => {
    if (fault === null) return false
    const met = JSON.parse(fault) as Injected
    return met.on === on && met.when === when && JSON.stringify(met.do) === JSON.stringify(trouble.do)
  }
  return requests.filter((request) => request.kind === on && meets(request) && isDone(request, {when, trouble}))
}

/** Before the commit nothing is done, unless it is only late. */
function isDone({committed, status}: RequestRecord, {when, trouble}: Pick<Cell, 'when' | 'trouble'>): boolean {
  const isLate = 'delay' in trouble.do || 'slowBody' in trouble.do
  if ('status' in trouble.do && status !== trouble.do.status) return false
  return committed === (when === 'after-commit' || isLate)
}
