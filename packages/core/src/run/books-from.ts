import type {Tally} from '../store/books.js'
import type {Books} from './report.js'

/** Books of something that sends nothing: what would be sent counts as sent. */
export function booksFrom(tallies: Iterable<Tally>, sent: number): Books {
  const books: Books = {read: 0, sent, already: 0, filtered: 0, skipped: {}, rejected: 0, unknown: 0, pending: 0}
  for (const {outcome, reason, count} of tallies) {
    if (outcome === 'skipped') books.skipped[reason] = (books.skipped[reason] ?? 0) + count
    else books[outcome] += count
  }
  return books
}
