import type {ExportToRead, InspectReport} from '@everport/core/run'
import {expect, it} from 'vitest'
import {inspectText} from './inspect-text.js'
import {PLAIN} from './paint.js'
import {CHAT, runReport} from './run-report.test.fixture.js'

const from = {path: './garden-club.zip', source: CHAT as unknown as ExportToRead['source']}
const at = Date.UTC(2016, 0, 31, 9, 30)

it('shows conversations with their ids, people, a few messages and the books', () => {
  const report: InspectReport = {
    source: 'chat',
    conversations: [
      {id: 'chat-C1', name: 'general', kind: 'group', messages: 1200, people: 7, first: at, last: at + 86_400_000},
      {id: 'chat-C2', name: '園芸クラブ', kind: 'group', messages: 0, people: 0},
    ],
    people: [
      {id: 'chat-U1', name: 'Ada', bot: false, messages: 1000},
      {id: 'chat-B1', name: 'Weather', bot: true, messages: 200},
    ],
    books: runReport({books: {read: 1201, sent: 1200, skipped: {join: 1}}}).books,
    notices: [],
    sample: [{conversation: 'general', sender: 'Ada', role: 'user', at, text: 'first line\nsecond line'}],
  }
  expect(`\n${inspectText(report, from, PLAIN, ['  everport import x'])}\n`).toBe(`
./garden-club.zip (Chat)

2 conversations
  general     1,200  2016-01-31 – 2016-02-01  chat-C1
  園芸クラブ      0                           chat-C2

2 people
  Ada      1,000       chat-U1
  Weather    200  bot  chat-B1

As it would be sent
  2016-01-31 09:30  Ada  first line second line

  importable     1,200
  skipped: join      1  people joining or leaving
                 ─────
  read           1,201  messages

Next
  everport import x
`)
})

it('shows twenty conversations of many', () => {
  const conversations = Array.from({length: 25}, (_, i) => ({
    id: `chat-${i}`,
    name: `room ${i}`,
    kind: 'group' as const,
    messages: 1,
    people: 1,
  }))
  const report: InspectReport = {
    source: 'chat',
    conversations,
    people: [],
    books: runReport().books,
    notices: [],
    sample: [],
  }
  expect(inspectText(report, from, PLAIN, [])).toContain('  and 5 more (--json lists all)')
})
