import type {ConvertReport} from '@everport/core/run'
import {booksText} from './books-text.js'
import {counted} from './figures.js'
import {noticesText} from './notices-text.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'
import {rejectsText} from './rejects-text.js'
import type {Described} from './run-text.js'

/** What was converted, and where it is now. */
export function convertText(report: ConvertReport, source: Described, out: string, paint: Paint): string {
  const {books, conversations, files, notices, people} = report
  return paragraphs(
    `${paint.good('Converted')} ${counted(files.length, 'file')} in ${out}`,
    booksText(
      books,
      {
        sent: 'written',
        skips: source.skips,
        total: `messages in ${counted(conversations, 'conversation')} by ${counted(people, 'person', 'people')}`,
      },
      paint,
    ),
    section('Listed', rejectsText(report, paint), paint),
    section('Worth knowing', noticesText(notices, paint), paint),
  )
}
