import type {RunEvent, SendProgress} from '@everport/core/run'
import {expect, it} from 'vitest'
import {runReport} from '../text/run-report.test.fixture.js'
import {lineProgress} from './line-progress.js'

const sending = (fields: Partial<SendProgress>): RunEvent => ({
  type: 'sending',
  progress: {
    sent: 0,
    total: 1000,
    requests: 0,
    totalRequests: 3,
    flushes: 0,
    totalFlushes: 3,
    settling: 0,
    inFlight: 0,
    since: 0,
    ...fields,
  },
})
const reading = (messages: number, bytes: number): RunEvent => ({
  type: 'reading',
  bytes,
  totalBytes: 4000,
  messages,
  skipped: 150,
})

/** Events at given seconds. */
async function lines(events: readonly [seconds: number, event: RunEvent][]): Promise<string[]> {
  const written: string[] = []
  let now = 0
  const progress = lineProgress(
    (line) => void written.push(line),
    () => now,
  )
  for (const [seconds, event] of events) {
    now = seconds * 1000
    progress.show(event)
  }
  await progress.close()
  return written
}

it('writes a line when a stage begins and ends', async () => {
  expect(
    await lines([
      [0, reading(0, 0)],
      [1, reading(500, 2000)],
      [2, reading(1000, 4000)],
      [2, {type: 'staging', done: 0, messages: 1000}],
      [3, {type: 'staging', done: 1000, messages: 1000}],
      [3, {type: 'planned', report: runReport()}],
      [3, sending({})],
      [4, sending({sent: 1000, flushes: 3, since: 3000})],
      [4, {type: 'finished', report: runReport()}],
    ]),
  ).toEqual([
    'Reading the export',
    '  read 1,150 messages (150 skipped)',
    'Putting messages in order',
    '  put in order 1,000 of 1,000 messages (100%)',
    'Sending',
    '  sent 1,000 of 1,000 messages (100%), flushed 3 of 3 slices',
  ])
})

it('tells how far a comparison with the server is, and a deletion', async () => {
  expect(
    await lines([
      [0, {type: 'checking', done: 0, conversations: 300}],
      [6, {type: 'checking', done: 40, conversations: 300}],
      [9, {type: 'checking', done: 300, conversations: 300}],
      [9, {type: 'deleting', done: 0, conversations: 2}],
      [10, {type: 'deleting', done: 2, conversations: 2}],
    ]),
  ).toEqual([
    'Asking the server',
    '  checked 40 of 300 conversations (13%)',
    '  checked 300 of 300 conversations (100%)',
    'Deleting',
    '  deleted 2 of 2 conversations (100%)',
  ])
})

it('writes one every few seconds in between, with rate and time left', async () => {
  expect(
    await lines([
      [0, sending({})],
      [2, sending({sent: 100})],
      [5, sending({sent: 250})],
      [6, sending({sent: 300})],
      [10, sending({sent: 500, flushes: 1})],
    ]),
  ).toEqual([
    'Sending',
    '  sent 250 of 1,000 messages (25%), 50 a second, 15 s left, flushed 0 of 3 slices',
    '  sent 500 of 1,000 messages (50%), 50 a second, 10 s left, flushed 1 of 3 slices',
  ])
})

it('does not repeat itself while it waits', async () => {
  const waiting: RunEvent = {type: 'waiting', seconds: 2, why: 'the server asks for it'}
  expect(
    await lines([
      [0, waiting],
      [1, waiting],
      [5, waiting],
    ]),
  ).toEqual(['  waiting 2 s: the server asks for it', '  waiting 2 s: the server asks for it'])
})

it('tells of a stop once, and of conversations that are held', async () => {
  expect(
    await lines([
      [0, {type: 'held', conversation: 'chat-1', name: 'general', why: 'the answer was lost'}],
      [0, {type: 'stopping', inFlight: 3}],
      [0, {type: 'stopping', inFlight: 3}],
    ]),
  ).toEqual([
    '  held back general: the answer was lost',
    'Finishing 3 requests in flight, then stopping; press Ctrl-C again to leave now.',
  ])
})

it('says nothing of sending when there is nothing to send', async () => {
  expect(await lines([[0, sending({total: 0})]])).toEqual([])
})

it('leaves notices, pace and refusals to the summary', async () => {
  expect(
    await lines([
      [0, {type: 'notice', notice: {code: 'x', message: 'y'}}],
      [0, {type: 'pace', concurrency: 4, maxMessages: 100, why: 'z'}],
      [0, {type: 'rejected', conversation: 'c', message: 'm', reason: 'r'}],
    ]),
  ).toEqual([])
})
