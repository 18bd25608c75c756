import {afterEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('a server that refuses in the middle of a run', () => {
  let engine: Engine
  afterEach(() => engine.close())

  it.each([403, 401])('rejects no message because the account was closed (%i to everything)', async (status) => {
    engine = await startEngine()
    const from = recordExport([...chat('first', texts(3)), ...chat('general', texts(40))])
    let isClosed = false
    const closed = engine.import(
      from,
      {},
      {concurrency: 1, maxMessages: 10},
      {
        emit: (event) => {
          if (event.type !== 'sending' || event.progress.sent === 0 || isClosed) return
          isClosed = true
          engine.rehearsal.pushFault({on: 'any', do: {status}})
        },
      },
    )
    await expect(closed).rejects.toMatchObject({code: 'TARGET_REFUSED', message: expect.stringContaining(`${status}`)})
    engine.rehearsal.clearFaults()
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 43, rejected: 0}})
    expect(engine.rehearsal.ledger.messages({group_id: 'memo-general'}).map((m) => m.content)).toEqual(texts(40))
  })

  it('a single message that meets a passing 403 is no reject', async () => {
    engine = await startEngine({faults: [{on: 'add', conversation: 'memo-general', nth: 1, do: {status: 403}}]})
    const records = [...chat('first', ['x']), ...chat('general', ['y'])]
    expect(await engine.import(recordExport(records), {}, {concurrency: 1})).toMatchObject({
      state: 'done',
      books: {sent: 2, rejected: 0},
    })
  })

  it('a message that always meets 403 is rejected, and the others are sent', async () => {
    engine = await startEngine({faults: [{on: 'add', conversation: 'memo-general', do: {status: 403}}]})
    const records = [...chat('first', ['x']), ...chat('general', ['y'])]
    expect(await engine.import(recordExport(records), {}, {concurrency: 1})).toMatchObject({
      state: 'partial',
      books: {sent: 1, rejected: 1, unknown: 0, pending: 0},
    })
  })

  it('does not wait for hours because it was asked to', async () => {
    engine = await startEngine({faults: [{on: 'add', nth: 2, do: {status: 429, retryAfter: 7200}}]})
    const from = recordExport([...chat('first', texts(3)), ...chat('general', texts(40))])
    await expect(engine.import(from, {}, {concurrency: 1})).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      message: expect.stringContaining('120 minutes'),
      hints: expect.arrayContaining([expect.stringContaining('resume')]),
    })
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 43}})
    expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 43, duplicates: 0})
  })

  // What everos 1.5 does when its model cannot cut a session: it sets the messages aside, and says so once.
  it('a flush that is refused is not done because nothing waits afterwards', async () => {
    const refusal = {on: 'flush', nth: 1, when: 'after-commit', do: {status: 422}} as const
    engine = await startEngine({mode: 'v2-self-hosted', faults: [refusal]})
    const held = [{why: expect.stringContaining('the flush was refused')}]
    expect(await engine.import(recordExport(chat('general', texts(3))))).toMatchObject({state: 'partial', held})
    expect(await engine.resume()).toMatchObject({state: 'partial', held})
  })

  it('a refused flush that succeeds later is done', async () => {
    const refusal = {on: 'flush', nth: 1, when: 'before-commit', do: {status: 422}} as const
    engine = await startEngine({mode: 'v2-self-hosted', faults: [refusal]})
    expect(await engine.import(recordExport(chat('general', texts(3))))).toMatchObject({state: 'done', held: []})
  })

  it('asks for no memories of a conversation of which nothing was stored', async () => {
    engine = await startEngine({faults: [{rejectText: 'message'}]})
    const records = [...chat('first', ['x']), ...chat('general', texts(3))]
    const report = await engine.import(recordExport(records), {}, {concurrency: 1})
    expect(report).toMatchObject({state: 'partial', books: {sent: 1, rejected: 3}, held: []})
    expect(engine.rehearsal.ledger.requests().filter(({kind}) => kind === 'flush')).toHaveLength(1)
  })
})
