import type {Books} from '@everport/core/run'
import type {LedgerTotals} from '@everport/rehearsal'

/** The server's own count beside our books. */
export interface ServerReport {
  conversations: number
  messages: number
  requests: number
  flushes: number
  duplicates: number
  /** Kind of what EverOS would have taken amiss -> how often. */
  violations: Record<string, number>
  /** True when the server holds what the books say was sent, once, and nothing was amiss. */
  equal: boolean
}

/** @param flushed false when no flushes were asked for, or not all were made: then unflushed conversations are no fault */
export function compareLedger(totals: LedgerTotals, books: Books, flushed: boolean): ServerReport {
  const {conversations, duplicates, flushes, messages, requests} = totals
  const violations = Object.fromEntries(
    Object.entries(totals.violations).filter(([kind]) => flushed || kind !== 'unflushed'),
  )
  const equal = messages === books.sent && duplicates === 0 && Object.keys(violations).length === 0
  return {conversations, messages, requests, flushes, duplicates, violations, equal}
}
