import type {RunReport} from '@everport/core/run'
import {booksText} from './books-text.js'
import {columns, cut} from './columns.js'
import {counted, figure, wholeSeconds} from './figures.js'
import {noticesText} from './notices-text.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'
import type {Described} from './run-text.js'

const SHOWN = 12
const NAME = 32

/** What would be sent, before anything is. */
export function planText(report: RunReport, source: Described, paint: Paint, next: readonly string[] = []): string {
  const {books, conversations, input, notices, people, plan, target} = report
  return paragraphs(
    `${paint.strong('Plan:')} ${input} ${paint.faint(`(${source.name})`)} → ${target.baseUrl} ${paint.faint(`(API ${target.api})`)}`,
    booksText(
      {...books, sent: books.pending, pending: 0},
      {
        sent: 'to send',
        skips: source.skips,
        total: `messages in ${counted(conversations, 'conversation')} by ${counted(people, 'person', 'people')}`,
      },
      paint,
    ),
    books.pending === 0
      ? '  Nothing new to send.'
      : `  About ${counted(plan.requests, 'request')} and ${counted(plan.flushes, 'flush', 'flushes')}, ${wholeSeconds(plan.estimatedSeconds)}`,
    section('Goes to', destinationLines(report, paint), paint),
    section('Worth knowing', noticesText(notices, paint), paint),
    section('Next', next, paint),
  )
}

/** The ids that are sent: they must be unique in the whole account, so a person sees them first. */
function destinationLines({destinations, conversations}: RunReport, paint: Paint): string[] {
  const rows = destinations
    .slice(0, SHOWN)
    .map(({id, kind, messages, name}) => [id, figure(messages), kind, paint.faint(cut(name, NAME))])
  const more =
    destinations.length > SHOWN
      ? [`  and ${counted(Math.max(destinations.length, conversations) - SHOWN, 'more conversation')}`]
      : []
  return [...columns(rows, 'lrll'), ...more]
}
