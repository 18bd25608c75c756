import type {VerifyReport} from '@everport/core/run'
import {columns, cut} from './columns.js'
import {counted, figure} from './figures.js'
import type {Paint} from './paint.js'
import {paragraphs, section} from './paragraphs.js'

const SHOWN = 20
const NAME = 32

/** How a run compares with what the server holds. */
export function verifyText(report: VerifyReport, paint: Paint): string {
  const {books, conversations, problems, requests, run, verified} = report
  const rows = conversations
    .slice(0, SHOWN)
    .map(({memories, name, recalled, sent, waiting}) => [
      cut(name, NAME),
      `${figure(sent)} sent`,
      waiting === undefined ? 'waiting: not told' : `${figure(waiting)} waiting`,
      memories === undefined ? 'memories: not told' : counted(memories, 'memory', 'memories'),
      recalled === undefined ? '' : recalled ? 'found by search' : 'not found by search',
    ])
  if (conversations.length > SHOWN) rows.push([`and ${counted(conversations.length - SHOWN, 'more conversation')}`])
  return paragraphs(
    verified ? paint.good(`${run} is as it must be.`) : paint.bad(`${run} is not as it must be.`),
    [
      `  ${counted(books.read, 'message')} read: ${report.balanced ? 'each is accounted for' : 'they do not add up'}`,
      requests.checked > 0 || requests.withoutText === 0
        ? `  ${counted(requests.checked, 'request')} made again from the state file: ${requests.different === 0 ? 'the same bytes as were sent' : `${figure(requests.different)} differ`}`
        : '',
      requests.withoutText > 0
        ? `  ${counted(requests.withoutText, 'request')} not made again: the texts were dropped from the state file`
        : '',
      report.dropped > 0
        ? `  ${counted(report.dropped, 'text')} dropped from the state file, which keeps ids and hashes: a newer export still sends only what is new`
        : '',
    ].filter((line) => line !== ''),
    columns(rows, 'lrrrl'),
    section(
      'Not as it must be',
      problems.map((problem) => `  ${problem}`),
      paint,
    ),
  )
}
