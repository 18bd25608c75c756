import {type Books, ENGINE_SKIPS} from '@everport/core/run'
import {columns} from './columns.js'
import {figure} from './figures.js'
import type {Paint} from './paint.js'

export interface BooksWords {
  /** What `sent` is called here: `sent`, `written`, `to send`. */
  sent: string
  /** What stands behind the sum, e.g. `messages in 16 conversations by 27 people`. */
  total: string
  /** Reason code -> meaning, of the source. */
  skips: Readonly<Record<string, string>>
}

/** Where every message ended up, as a column that adds up to what was read. */
export function booksText(books: Books, words: BooksWords, paint: Paint): string[] {
  const meanings: Readonly<Record<string, string>> = {...ENGINE_SKIPS, ...words.skips}
  const rows: string[][] = [[words.sent, figure(books.sent)]]
  const add = (name: string, count: number, meaning: string) => {
    if (count > 0) rows.push([name, figure(count), paint.faint(meaning)])
  }
  add('already imported', books.already, 'by an earlier run')
  add('filtered', books.filtered, 'by --since, --until or --bots drop')
  for (const [reason, count] of Object.entries(books.skipped).sort(([, a], [, b]) => b - a)) {
    add(`skipped: ${reason}`, count, meanings[reason] ?? '')
  }
  add('rejected', books.rejected, 'the server refused them')
  add('unknown', books.unknown, 'may or may not be stored')
  add('not sent yet', books.pending, '')
  const rule = '─'.repeat(Math.max(...rows.map((row) => row[1]?.length ?? 0), figure(books.read).length))
  if (rows.length > 1) rows.push(['', paint.faint(rule)])
  rows.push([paint.strong('read'), paint.strong(figure(books.read)), words.total])
  return columns(rows, 'lrl')
}
