import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

describe('another API key than that of earlier runs', () => {
  const first = recordExport(chat('general', ['a', 'b']))
  const longer = recordExport(chat('general', ['a', 'b', 'c']), {name: 'longer.json'})
  let engine: Engine
  beforeEach(async () => {
    engine = await startEngine({accounts: [{key: 'new-key', mode: 'v1'}]})
    await engine.import(first)
  })
  afterEach(() => engine.close())
  const importWith = (key: string, account?: 'same' | 'other') => engine.import(longer, {}, {}, {}, key, account)

  it('is not guessed to be another account: nothing is sent', async () => {
    await expect(importWith('new-key')).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringMatching(/another one than r1 .* twice/),
      hints: [expect.stringContaining('--account same'), expect.stringContaining('--account other')],
    })
    expect(engine.rehearsal.ledger.totals().messages).toBe(2)
  })

  it('of the same account sends only what is new, and is known from then on', async () => {
    expect((await importWith('new-key', 'same')).books).toMatchObject({already: 2, sent: 1})
    expect((await importWith('new-key')).books).toMatchObject({already: 3, sent: 0})
    await expect(importWith('secret-key')).rejects.toMatchObject({code: 'RUN_CHANGED'})
  })

  it('of another account sends everything to it, and both are known from then on', async () => {
    expect((await importWith('new-key', 'other')).books).toMatchObject({already: 0, sent: 3})
    expect((await importWith('new-key')).books).toMatchObject({already: 3, sent: 0})
    expect((await importWith('secret-key')).books).toMatchObject({already: 2, sent: 1})
  })

  it('goes on with a run when it is of the same account', async () => {
    engine.rehearsal.pushFault({on: 'add', conversation: 'memo-random', do: {status: 401}})
    const two = recordExport([...chat('general', ['a', 'b', 'c']), ...chat('random', ['d'])], {name: 'two.json'})
    await expect(engine.import(two, {}, {concurrency: 1})).rejects.toMatchObject({code: 'TARGET_REFUSED'})
    engine.rehearsal.clearFaults()
    const resume = (account?: 'same') => engine.resume({}, {}, {key: 'new-key', ...(account && {account})})
    await expect(resume()).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      hints: expect.arrayContaining([expect.stringContaining('--account same')]),
    })
    expect(await resume('same')).toMatchObject({state: 'done', books: {already: 2, sent: 2}})
    expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 4, duplicates: 0})
  })

  it('is not taken for the account of a run when it was used as that of another', async () => {
    await importWith('new-key', 'other')
    await expect(engine.verify('r1', {key: 'new-key', account: 'same'})).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringContaining('r2 was sent with this API key'),
    })
  })

  it('is none of a plan, which is one for the account that was used last', async () => {
    expect((await engine.plan(longer, {}, {key: undefined})).books).toMatchObject({already: 2, pending: 1})
  })
})
