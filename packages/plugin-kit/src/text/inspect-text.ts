import type {ExportToRead, InspectReport} from '@everport/core/run'
import {booksText} from './books-text.js'
import {columns, cut} from './columns.js'
import {counted, day, figure, minute} from './figures.js'
import {noticesText} from './notices-text.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'

const SHOWN = 20
const SPOKEN = 5
const NAME = 32
const TEXT = 60

/** What is in an export: conversations with the ids they would get, people, a few messages. `--json` has all of them. */
export function inspectText(
  report: InspectReport,
  from: Pick<ExportToRead, 'path' | 'source'>,
  paint: Paint,
  next: readonly string[],
): string {
  const {books, conversations, notices, people, sample} = report
  return paragraphs(
    `${paint.strong(from.path)} ${paint.faint(`(${from.source.name})`)}`,
    section(counted(conversations.length, 'conversation'), conversationLines(conversations, paint), paint),
    section(counted(people.length, 'person', 'people'), peopleLines(people, paint), paint),
    section('As it would be sent', sampleLines(sample, paint), paint),
    booksText(books, {sent: 'importable', skips: from.source.skips, total: 'messages'}, paint),
    section('Worth knowing', noticesText(notices, paint), paint),
    section('Next', next, paint),
  )
}

function conversationLines(all: InspectReport['conversations'], paint: Paint): string[] {
  const rows = all
    .slice(0, SHOWN)
    .map(({first, id, last, messages, name}) => [
      cut(name, NAME),
      figure(messages),
      first === undefined || last === undefined ? '' : `${day(first)} – ${day(last)}`,
      paint.faint(id),
    ])
  return [...columns(rows, 'lrll'), ...rest(all.length)]
}

function peopleLines(all: InspectReport['people'], paint: Paint): string[] {
  const rows = all
    .slice(0, SHOWN)
    .map(({bot, id, messages, name}) => [cut(name, NAME), figure(messages), bot ? 'bot' : '', paint.faint(id)])
  return [...columns(rows, 'lrll'), ...rest(all.length)]
}

function sampleLines(sample: InspectReport['sample'], paint: Paint): string[] {
  return columns(
    sample.slice(0, SPOKEN).map(({at, sender, text}) => [paint.faint(minute(at)), cut(sender, NAME), cut(text, TEXT)]),
    'lll',
  )
}

function rest(count: number): string[] {
  return count > SHOWN ? [`  and ${figure(count - SHOWN)} more (--json lists all)`] : []
}
