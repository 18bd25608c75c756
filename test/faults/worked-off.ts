import {setTimeout} from 'node:timers/promises'
import type {Rehearsal} from '@everport/rehearsal'

/** Real ms between two looks. */
const LOOK = 50

/** A flush that was queued behind adds comes after them: a server that is busy is given so many real ms for it. */
export async function workedOff({ledger}: Rehearsal, mostMs: number): Promise<void> {
  const waits = () => ledger.violations().some(({kind}) => kind === 'unflushed')
  for (let waited = 0; waited < mostMs && waits(); waited += LOOK) await setTimeout(LOOK)
}
