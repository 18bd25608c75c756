import type {Fault} from '@everport/rehearsal'
import {afterEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)
const MODES = ['v1', 'v2-cloud', 'v2-self-hosted'] as const

type Trouble = Extract<Fault, {do: unknown}>['do']

const TROUBLE: [string, Trouble][] = [
  ['429', {status: 429, retryAfter: 1}],
  ['500', {status: 500}],
  ['502', {status: 502}],
  ['503', {status: 503}],
  ['504', {status: 504}],
  ['a reset', {reset: true}],
  ['a torn answer', {torn: true}],
  ['silence past the time limit', {hang: 3000}],
]
/** Shorter than the silence. A stalled machine may lose more to it, which is then looked up like the rest. */
const SHORT = {timeout: 2}

describe('deliver', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const expectExact = (count: number) => {
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(texts(count))
    expect(engine.rehearsal.ledger.violations().filter(({kind}) => kind !== 'retry-too-soon')).toEqual([])
  }

  describe.each(MODES)('%s', (mode) => {
    for (const when of ['before-commit', 'after-commit'] as const) {
      it.each(TROUBLE)(`an add that meets %s ${when} is stored once`, async (_name, action) => {
        engine = await startEngine({mode, faults: [{on: 'add', nth: 2, when, do: action}]})
        const report = await engine.import(recordExport(chat('general', texts(300))), {}, {maxMessages: 100, ...SHORT})
        expect(report).toMatchObject({state: 'done', books: {sent: 300, unknown: 0}})
        expectExact(300)
      })

      it.each(TROUBLE)(`a flush that meets %s ${when} never adds again`, async (_name, action) => {
        engine = await startEngine({mode, faults: [{on: 'flush', nth: 1, when, do: action}]})
        const report = await engine.import(recordExport(chat('general', texts(500))), {}, SHORT)
        expect(report).toMatchObject({state: 'done', books: {sent: 500}})
        expectExact(500)
      })
    }
  })

  it.each([...TROUBLE, ['a failed answer', {status: 404}]])(
    'a task query that meets %s changes nothing',
    async (_name, action) => {
      engine = await startEngine({faults: [{on: 'task', nth: 1, do: action}]})
      expect(await engine.import(recordExport(chat('general', texts(300))), {}, SHORT)).toMatchObject({
        state: 'done',
        books: {sent: 300},
      })
      expectExact(300)
    },
  )

  it.each(['500', '503', 'a reset', 'a torn answer'])(
    'a self-hosted server that is starting and meets %s is not taken for the Cloud',
    async (name) => {
      const [, action] = TROUBLE.find(([known]) => known === name)!
      engine = await startEngine({mode: 'v2-self-hosted', faults: [{on: 'other', times: 3, do: action}]})
      expect(await engine.import(recordExport(chat('general', texts(3))))).toMatchObject({state: 'done'})
      expectExact(3)
    },
  )

  it('sends again what a failed task did not store', async () => {
    engine = await startEngine({faults: [{on: 'add', nth: 1, do: {failTask: true}}]})
    expect(await engine.import(recordExport(chat('general', texts(30))))).toMatchObject({
      state: 'done',
      books: {sent: 30},
    })
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(texts(30))
  })

  it('holds a conversation whose request cannot be looked up, and finishes the others', async () => {
    engine = await startEngine({
      faults: [
        {on: 'add', conversation: 'memo-stuck', nth: 1, do: {reset: true}, when: 'after-commit'},
        {on: 'search', do: {status: 500}},
      ],
    })
    const report = await engine.import(recordExport([...chat('stuck', texts(3)), ...chat('fine', texts(3))]))
    expect(report).toMatchObject({
      state: 'partial',
      books: {sent: 3, unknown: 3},
      held: [{id: 'memo-stuck', messages: 3}],
    })
    engine.rehearsal.clearFaults()
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 6, unknown: 0}})
    expect(engine.rehearsal.ledger.conversations({group_id: 'memo-stuck'})).toMatchObject([{messages: 3, flushes: 1}])
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })

  it.each([
    ['resend', {sent: 3, unknown: 0}, 6],
    ['skip', {sent: 0, unknown: 3}, 3],
  ] as const)('does with an unknown outcome what --on-unknown %s says', async (onUnknown, books, stored) => {
    engine = await startEngine({
      faults: [
        {on: 'add', nth: 1, do: {reset: true}, when: 'after-commit'},
        {on: 'search', do: {status: 500}},
      ],
    })
    const report = await engine.import(recordExport(chat('general', texts(3))), {}, {onUnknown})
    expect(report.books).toMatchObject(books)
    expect(engine.rehearsal.ledger.messages()).toHaveLength(stored)
  })

  it('rejects the message that the server names, and sends the rest', async () => {
    engine = await startEngine({faults: [{rejectText: '^message 7$'}]})
    const report = await engine.import(recordExport(chat('general', texts(20))))
    expect(report).toMatchObject({
      state: 'partial',
      books: {sent: 19, rejected: 1},
      rejects: [{conversation: 'memo-general', message: 'm7'}],
    })
    expect(report.rejects[0]!.reason).toContain('422')
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(
      texts(20).filter((text) => text !== 'message 7'),
    )
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })

  it.each([413, 403] as const)('halves requests that are too large for the server (%i)', async (status) => {
    engine = await startEngine()
    await engine.import(recordExport(chat('small', ['x'])))
    engine.rehearsal.pushFault({maxBodyBytes: 6000, status})
    const records = [...chat('first', ['y'], {start: 1_700_000_000_000}), ...chat('general', texts(300))]
    const report = await engine.import(recordExport(records), {}, {concurrency: 1})
    expect(report).toMatchObject({state: 'done', books: {sent: 301}})
    expect(engine.rehearsal.ledger.messages({group_id: 'memo-general'}).map((m) => m.content)).toEqual(texts(300))
    expect(engine.events.some((event) => event.type === 'pace')).toBe(true)
  })

  it('waits as long as the server asks', async () => {
    engine = await startEngine({faults: [{ratePerSecond: 100}]})
    const chats = Array.from({length: 30}, (_, i) => chat(`c${i}`, texts(3))).flat()
    const report = await engine.import(recordExport(chats))
    expect(report).toMatchObject({state: 'done', books: {sent: 90}})
    expect(engine.rehearsal.ledger.totals().duplicates).toBe(0)
  })

  it('never has two requests in flight for one conversation', async () => {
    engine = await startEngine({latency: 2})
    const chats = Array.from({length: 20}, (_, i) => chat(`c${i}`, texts(50))).flat()
    await engine.import(recordExport(chats), {}, {maxMessages: 5, concurrency: 16, timeout: 60})
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })
})
