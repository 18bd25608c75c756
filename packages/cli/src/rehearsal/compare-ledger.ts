import type {Books} from '@everport/core/run'
import type {LedgerTotals, Violation} from '@everport/rehearsal'

/** The server's own count beside our books. */
export interface ServerReport {
  conversations: number
  messages: number
  /** Of all kinds: adds, flushes, questions after tasks. */
  requests: number
  flushes: number
  duplicates: number
  /** True when the server holds what the books say was sent, and nothing twice. */
  equal: boolean
  /** What EverOS would take amiss or make nothing of, by kind, with the first case of each. */
  violations: {kind: string; count: number; example: string}[]
}

/** @param flushed false when no flushes were asked for, or not all were made: then unflushed conversations are no fault */
export function compareLedger(
  totals: LedgerTotals,
  violations: readonly Pick<Violation, 'detail' | 'kind'>[],
  books: Pick<Books, 'sent'>,
  flushed: boolean,
): ServerReport {
  const {conversations, duplicates, flushes, messages, requests} = totals
  return {
    conversations,
    messages,
    requests,
    flushes,
    duplicates,
    equal: messages === books.sent && duplicates === 0,
    violations: Object.entries(totals.violations)
      .filter(([kind]) => flushed || kind !== 'unflushed')
      .map(([kind, count]) => ({kind, count, example: violations.find((one) => one.kind === kind)?.detail ?? ''})),
  }
}
