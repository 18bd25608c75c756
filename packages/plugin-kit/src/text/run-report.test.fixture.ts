import type {Books, RunReport} from '@everport/core/run'

const EMPTY: Books = {read: 0, sent: 0, already: 0, filtered: 0, skipped: {}, rejected: 0, unknown: 0, pending: 0}

/** A report with a few fields of interest; the rest is unremarkable. */
export function runReport({
  books,
  ...fields
}: Partial<Omit<RunReport, 'books'>> & {books?: Partial<Books>} = {}): RunReport {
  return {
    run: 'r1',
    state: 'done',
    source: 'chat',
    input: './garden-club.zip',
    target: {api: 'v1', baseUrl: 'https://api.evermind.ai'},
    started: 1_700_000_000_000,
    finished: 1_700_000_042_000,
    conversations: 4,
    people: 7,
    plan: {requests: 6, flushes: 5, estimatedSeconds: 3},
    destinations: [],
    requests: 6,
    flushes: 5,
    adjusted: 0,
    edited: 0,
    notices: [],
    held: [],
    rejects: [],
    corrected: 0,
    unread: 0,
    ...fields,
    books: {...EMPTY, ...books},
  }
}

export const CHAT = {name: 'Chat', skips: {join: 'people joining or leaving'}}
