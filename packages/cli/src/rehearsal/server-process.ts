/**
 * The rehearsal server in a process of its own, so that its memory and its work are not the import's. Its parent tells it which
 * EverOS to be, asks for its count, and takes it along when it ends.
 */
import {type LedgerTotals, type Mode, startRehearsal, type Violation} from '@everport/rehearsal'

export type ServerQuestion = {ask: 'count'} | {ask: 'close'}
export type ServerAnswer = {url: string} | ServerCount

/** What the server holds, and the first violation of each kind. */
export interface ServerCount {
  totals: LedgerTotals
  violations: Pick<Violation, 'kind' | 'detail'>[]
}

// Ctrl-C goes to all processes of a terminal: what is in flight must still be answered.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))

const rehearsal = await startRehearsal({mode: process.argv[2] as Mode})
const answer = (message: ServerAnswer) => process.send?.(message)

process.on('message', async ({ask}: ServerQuestion) => {
  if (ask === 'close') {
    await rehearsal.close()
    process.disconnect()
    return
  }
  const totals = rehearsal.ledger.totals()
  const first = new Map<string, Pick<Violation, 'kind' | 'detail'>>()
  if (Object.keys(totals.violations).length > 0) {
    for (const {detail, kind} of rehearsal.ledger.violations()) if (!first.has(kind)) first.set(kind, {kind, detail})
  }
  answer({totals, violations: [...first.values()]})
})

answer({url: rehearsal.url})
