import type {Fault} from '@everport/rehearsal'
import {afterEach, describe, expect, it} from 'vitest'
import type {SourceRecord} from '../model/record.js'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)
const MODES = ['v1', 'v2-cloud', 'v2-self-hosted'] as const
/** So far apart that a server without deferral makes memories of the first ones inside the add. */
const FAR = {step: 5 * 3_600_000}

describe('lookUp', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const expectExact = (count: number) => {
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(texts(count))
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  }

  it.each([
    ['v2-cloud', undefined],
    ['v2-self-hosted', '1.2.3'],
  ] as const)('%s: knows a request again of which the front became memories inside the add', async (mode, version) => {
    engine = await startEngine({
      mode,
      ...(version && {version}),
      faults: [{on: 'add', nth: 2, when: 'after-commit', do: {status: 500}}],
    })
    const report = await engine.import(recordExport(chat('general', texts(30), FAR)), {}, {maxMessages: 10})
    expect(report).toMatchObject({state: 'done', books: {sent: 30}})
    expectExact(30)
  })

  it.each(MODES)('%s: asks again when the server could not tell', async (mode) => {
    const silent: Fault[] = [
      {on: 'add', nth: 2, when: 'after-commit', do: {reset: true}},
      {on: 'search', times: 9, do: {status: 500}},
    ]
    engine = await startEngine({mode, faults: silent})
    const report = await engine.import(recordExport(chat('general', texts(30))), {}, {maxMessages: 10})
    expect(report).toMatchObject({state: 'done', books: {sent: 30}})
    expectExact(30)
  })

  it.each(MODES)('%s: needs no list of memories to know that nothing was stored', async (mode) => {
    engine = await startEngine({
      mode,
      faults: [
        {on: 'add', nth: 2, do: {reset: true}},
        {on: 'get', do: {status: 404}},
      ],
    })
    const report = await engine.import(recordExport(chat('general', texts(30))), {}, {maxMessages: 10})
    expect(report).toMatchObject({state: 'done', books: {sent: 30}})
    expectExact(30)
  })

  it('does not take memories of other times for the messages', async () => {
    engine = await startEngine({faults: [{on: 'add', conversation: 'memo-general', nth: 2, do: {status: 500}}]})
    await engine.import(recordExport(chat('general', texts(5), {start: 1_800_000_000_000})))
    const earlier = chat(
      'general',
      texts(5).map((text, i) => ({text, id: `e${i}`})),
    )
    const report = await engine.import(recordExport(earlier, {name: 'earlier.json'}))
    expect(report).toMatchObject({state: 'done', books: {sent: 5}})
    expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 10, duplicates: 0})
  })

  it('sees that only messages of the assistant still wait for a flush whose answer was lost', async () => {
    engine = await startEngine({faults: [{on: 'flush', nth: 2, do: {reset: true}}]})
    const records: SourceRecord[] = chat(
      'bot',
      texts(101).map((text, i) => ({text, role: i % 2 === 0 && i < 100 ? ('user' as const) : ('assistant' as const)})),
    )
    records[0] = {type: 'conversation', id: 'bot', name: 'Helper', kind: 'assistant'}
    // The last one stands alone in its slice.
    Object.assign(records.at(-1)!, {sender: 'bob'})
    expect(await engine.import(recordExport(records))).toMatchObject({state: 'done', books: {sent: 101}, flushes: 2})
    expect(engine.rehearsal.ledger.conversations()).toMatchObject([{messages: 101, flushed: true}])
  })
})
