import type {RunEvent, SendProgress} from '@everport/core/run'
import {expect, it} from 'vitest'
import {liveProgress} from './live-progress.js'
import type {TaskList} from './task-list.js'

/** Task lists that keep what stands on the screen: a mark and a text for each line. */
function screen() {
  const lists: {marks: string[]; ended: boolean; draws: number}[] = []
  const draw = (titles: readonly string[]): TaskList => {
    const list = {marks: titles.map((title) => `. ${title}`), ended: false, draws: 0}
    lists.push(list)
    const set = (task: number, mark: string, text: string) => {
      list.draws += 1
      if (!list.marks[task]?.startsWith('v')) list.marks[task] = `${mark} ${text}`
    }
    return {
      title: (task, text) => set(task, '.', text),
      done: (task, text) => set(task, 'v', text),
      async end() {
        list.ended = true
      },
    }
  }
  return {draw, lists}
}

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
    inFlight: 2,
    since: 0,
    ...fields,
  },
})

function start() {
  const {draw, lists} = screen()
  const written: string[] = []
  let now = 1000
  const progress = liveProgress(
    draw,
    (line) => void written.push(line),
    () => now,
  )
  return {
    progress,
    lists,
    written,
    later: (ms: number) => {
      now += ms
    },
  }
}

it('draws reading and sending as two lists, with room in between', async () => {
  const {later, lists, progress} = start()
  progress.show({type: 'reading', bytes: 2000, totalBytes: 4000, messages: 1000, skipped: 50})
  expect(lists[0]?.marks).toEqual(['. Read 1,050 messages (50 skipped), 2.0 kB of 4.0 kB (50%)', '. Put in order'])
  later(200)
  progress.show({type: 'staging', done: 400, messages: 1000})
  expect(lists[0]?.marks).toEqual(['v Read 1,050 messages (50 skipped)', '. Put in order 400 of 1,000 messages (40%)'])
  progress.show({type: 'staging', done: 1000, messages: 1000})
  await progress.rest()
  expect(lists[0]).toMatchObject({
    ended: true,
    marks: ['v Read 1,050 messages (50 skipped)', 'v Put 1,000 messages in order'],
  })
  later(2000)
  progress.show(sending({sent: 250, flushes: 1, settling: 2, since: 1000}))
  expect(lists[1]?.marks).toEqual([
    '. Send 250 of 1,000 messages (25%), 114 a second, 7 s left',
    '. Flush 1 of 3 slices',
    '. Settle: waiting for 2 requests to be worked through',
  ])
})

it('draws a comparison with the server, and a deletion after it', () => {
  const {later, lists, progress} = start()
  progress.show({type: 'checking', done: 40, conversations: 300})
  expect(lists[0]?.marks).toEqual(['. Check 40 of 300 conversations (13%)'])
  later(200)
  progress.show({type: 'checking', done: 300, conversations: 300})
  expect(lists[0]?.marks).toEqual(['v Checked 300 conversations'])
  progress.show({type: 'deleting', done: 1, conversations: 2})
  expect(lists[1]?.marks).toEqual(['. Delete 1 of 2 conversations (50%)'])
})

it('redraws ten times a second at most, and shows the end all the same', async () => {
  const {later, lists, progress} = start()
  for (let sent = 0; sent <= 1000; sent += 1) {
    later(1)
    progress.show(sending({sent, requests: 3, flushes: 3}))
  }
  expect(lists[0]?.draws).toBeLessThanOrEqual(3 * 12)
  await progress.close()
  expect(lists[0]?.marks).toEqual(['v Sent 1,000 messages in 3 requests', 'v Flushed 3 slices', 'v Settled'])
})

it('leaves standing how far an interrupted run came', async () => {
  const {lists, later, progress} = start()
  later(5000)
  progress.show(sending({sent: 100, flushes: 0}))
  progress.show({type: 'stopping', inFlight: 2})
  expect(lists[0]?.marks[0]).toBe(
    '. Send: Finishing 2 requests in flight, then stopping; press Ctrl-C again to leave now.',
  )
  later(1000)
  progress.show(sending({sent: 120, inFlight: 1}))
  expect(lists[0]?.marks[0]).toContain('Finishing 1 request in flight, then stopping')
  await progress.close()
  expect(lists[0]?.marks[0]).toBe('. Send 120 of 1,000 messages (12%)')
})

it('says why it waits, as long as it does', () => {
  const {lists, later, progress} = start()
  progress.show({type: 'waiting', seconds: 3, why: 'the server asks for it'})
  later(200)
  progress.show(sending({sent: 0}))
  expect(lists[0]?.marks[0]).toBe('. Send 0 of 1,000 messages (0%) – waiting 3 s: the server asks for it')
  later(4000)
  progress.show(sending({sent: 0}))
  expect(lists[0]?.marks[0]).toBe('. Send 0 of 1,000 messages (0%)')
})

it('draws nothing when there is nothing to send', async () => {
  const {lists, progress, written} = start()
  progress.show(sending({total: 0}))
  await progress.close()
  expect([lists, written]).toEqual([[], []])
})
