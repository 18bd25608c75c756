import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {nextText} from './next-text.js'
import {PLAIN} from './paint.js'
import {planText} from './plan-text.js'
import {CHAT, runReport} from './run-report.test.fixture.js'
import {runText} from './run-text.js'

const text = (report: ReturnType<typeof runReport>) =>
  `\n${runText(report, CHAT, {paint: PLAIN, next: nextText(report, PLAIN, 'everport')})}\n`

describe('the summary of a run', () => {
  it('that went well is short', () => {
    expect(text(runReport({books: {read: 1382, sent: 1382}}))).toBe(`
Imported ./garden-club.zip (Chat) → https://api.evermind.ai (API v1)

  sent  1,382
  read  1,382  messages in 4 conversations by 7 people

  6 requests, 5 flushes, 42 s

Next
  everport verify r1  compares it with what the server holds
  everport status     lists the runs of this project
`)
  })

  it('has books that add up before the eye, and all that a person should know', () => {
    const report = runReport({
      state: 'partial',
      adjusted: 3,
      edited: 1,
      books: {
        read: 1412,
        sent: 1000,
        already: 200,
        filtered: 12,
        skipped: {empty: 20, join: 150, mystery: 1},
        rejected: 1,
        unknown: 8,
        pending: 20,
      },
      held: [{id: 'chat-1', name: 'general', messages: 28, why: 'the answer to a request was lost'}],
      rejects: [
        {
          conversation: 'chat-2',
          message: 'm7',
          reason: 'content is too long',
          place: {file: 'general/2016-01-02.json', record: 3},
        },
      ],
      unread: 20,
      rejectsFile: '.everport/rejects/r1.ndjson',
      notices: [
        {
          code: 'unreadable-file',
          count: 3,
          examples: [
            {code: 'unreadable-file', message: 'The file is empty.', place: {file: 'general/2016-01-02.json'}},
          ],
        },
        {code: 'guessed-zone', count: 1, examples: [{code: 'guessed-zone', message: 'Times are read as UTC.'}]},
      ],
    })
    expect(text(report)).toBe(`
Imported in part: ./garden-club.zip (Chat) → https://api.evermind.ai (API v1)

  sent              1,000
  already imported    200  by an earlier run
  filtered             12  by --since, --until or --bots drop
  skipped: join       150  people joining or leaving
  skipped: empty       20  without text or attachments
  skipped: mystery      1
  rejected              1  the server refused them
  unknown               8  may or may not be stored
  not sent yet         20
                    ─────
  read              1,412  messages in 4 conversations by 7 people

  6 requests, 5 flushes, 42 s
  3 times moved by milliseconds, so that no two messages of a conversation share one
  1 message edited since the earlier import; what was sent then stays

Held back
  general: the answer to a request was lost (28 messages)

Refused by the server
  m7 (general/2016-01-02.json, record 3): content is too long

Listed
  .everport/rejects/r1.ndjson
    1 message refused and 20 messages that could not be read: where each stands, and why

Worth knowing
  The file is empty. (general/2016-01-02.json)
    and 2 more of unreadable-file
  Times are read as UTC.

Next
  everport resume r1
    goes on from there; nothing is sent twice
  everport resume r1 --on-unknown resend
    sends again what may be missing; it may then be there twice
  everport resume r1 --on-unknown skip
    goes on without what may be missing
  everport import --rejects .everport/rejects/r1.ndjson
    sends what was refused, once it is corrected in that file
  everport status
    lists the runs of this project
`)
  })

  it('of an interrupted run says how to go on', () => {
    expect(text(runReport({state: 'interrupted', run: 'r12', books: {read: 10, sent: 4, pending: 6}}))).toBe(`
Interrupted: ./garden-club.zip (Chat) → https://api.evermind.ai (API v1)

  sent           4
  not sent yet   6
                ──
  read          10  messages in 4 conversations by 7 people

  6 requests, 5 flushes, 42 s

Next
  everport resume r12  goes on from there; nothing is sent twice
  everport status      lists the runs of this project
`)
  })

  it('does not propose to resume what only has refused messages, but to correct them', () => {
    const report = runReport({
      state: 'partial',
      books: {read: 2, sent: 1, rejected: 1},
      rejectsFile: join(process.cwd(), 'my runs', 'r1.ndjson'),
    })
    expect(nextText(report, PLAIN, 'everport')).toEqual([
      "  everport import --rejects 'my runs/r1.ndjson'  sends what was refused, once it is corrected in that file",
      '  everport status                                lists the runs of this project',
    ])
    expect(nextText({...report, corrected: 1}, PLAIN, 'everport')).toHaveLength(1)
  })

  it('shows ten of many refused messages and how many more there are', () => {
    const rejects = Array.from({length: 100}, (_, i) => ({conversation: 'c', message: `m${i}`, reason: 'no'}))
    const lines = text(runReport({state: 'partial', books: {read: 250, rejected: 250}, rejects})).split('\n')
    expect(lines).toContain('  m9: no')
    expect(lines).not.toContain('  m10: no')
    expect(lines).toContain('  and 240 more')
  })
})

describe('the plan', () => {
  it('says what would be sent where, at what cost', () => {
    const report = runReport({state: 'planned', books: {read: 1382, pending: 1232, skipped: {join: 150}}})
    expect(`\n${planText(report, CHAT, PLAIN, ['  everport import x'])}\n`).toBe(`
Plan: ./garden-club.zip (Chat) → https://api.evermind.ai (API v1)

  to send        1,232
  skipped: join    150  people joining or leaving
                 ─────
  read           1,382  messages in 4 conversations by 7 people

  About 6 requests and 5 flushes, 3 s

Next
  everport import x
`)
  })

  it('says when there is nothing new', () => {
    expect(planText(runReport({books: {read: 3, already: 3}}), CHAT, PLAIN)).toContain('  Nothing new to send.')
  })
})
