import type {Place} from '@everport/core/model'
import type {RunReport, RunState} from '@everport/core/run'
import {booksText} from './books-text.js'
import {counted, duration, figure} from './figures.js'
import {noticesText} from './notices-text.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'
import {placeText} from './place-text.js'
import {rejectsText} from './rejects-text.js'

/** What a source is called and what its reasons mean; not known any more when only the state file is left. */
export interface Described {
  name: string
  skips: Readonly<Record<string, string>>
}

const SHOWN = 10

export interface RunWords {
  paint: Paint
  /** Lines that say what to type next. */
  next: readonly string[]
  /** Instead of the address of the server. */
  target?: string
}

/** How a run ended: its books, what it cost, what a person should know, and what to type next. */
export function runText(report: RunReport, source: Described, {next, paint, target}: RunWords): string {
  const {adjusted, books, conversations, corrected, edited, held, notices, people, rejects} = report
  return paragraphs(
    headline(report, source, paint, target),
    booksText(
      books,
      {
        sent: 'sent',
        skips: source.skips,
        total: `messages in ${counted(conversations, 'conversation')} by ${counted(people, 'person', 'people')}`,
      },
      paint,
    ),
    [
      `  ${costs(report)}`,
      ...(adjusted > 0
        ? [`  ${counted(adjusted, 'time')} moved by milliseconds, so that no two messages of a conversation share one`]
        : []),
      ...(edited > 0
        ? [`  ${counted(edited, 'message')} edited since the earlier import; what was sent then stays`]
        : []),
      ...(corrected > 0 ? [`  ${counted(corrected, 'refused message')} sent since, by a later import`] : []),
    ],
    section(
      'Held back',
      firstOf(held, ({messages, name, why}) => `  ${name}: ${why} (${counted(messages, 'message')})`),
      paint,
    ),
    section(
      'Refused by the server',
      firstOf(rejects, ({message, place, reason}) => `  ${message}${where(place)}: ${reason}`, books.rejected),
      paint,
    ),
    section('Listed', rejectsText({...report, rejected: books.rejected}, paint), paint),
    section('Worth knowing', noticesText(notices, paint), paint),
    section('Next', next, paint),
  )
}

const HEADLINES: Readonly<Record<RunState, string>> = {
  staging: 'Still reading',
  planned: 'Planned, not sent yet:',
  sending: 'Not finished:',
  done: 'Imported',
  partial: 'Imported in part:',
  interrupted: 'Interrupted:',
  refused: 'Refused by the server:',
  undone: 'Undone:',
}

function headline({input, state, target}: RunReport, {name}: Described, paint: Paint, server?: string): string {
  const colour = state === 'done' ? paint.good : state === 'partial' || state === 'refused' ? paint.bad : paint.strong
  const where = server ?? `${target.baseUrl} ${paint.faint(`(API ${target.api})`)}`
  return `${colour(HEADLINES[state])} ${input} ${paint.faint(`(${name})`)} → ${where}`
}

function costs({finished, flushes, requests, started}: RunReport): string {
  const calls = `${counted(requests, 'request')}, ${counted(flushes, 'flush', 'flushes')}`
  return finished === undefined ? calls : `${calls}, ${duration(finished - started)}`
}

const where = (place: Place | undefined) => (place ? ` (${placeText(place)})` : '')

function firstOf<T>(all: readonly T[], line: (one: T) => string, count = all.length): string[] {
  const shown = all.slice(0, SHOWN).map(line)
  return count > shown.length ? [...shown, `  and ${figure(count - shown.length)} more`] : shown
}
