import {afterEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('verifyRun', () => {
  let engine: Engine
  afterEach(() => engine.close())

  it.each(['v1', 'v2-cloud', 'v2-self-hosted'] as const)('finds a finished run on %s as it must be', async (mode) => {
    engine = await startEngine({mode})
    await engine.import(recordExport([...chat('general', texts(250)), ...chat('random', texts(3))]))
    const report = await engine.verify()
    expect(report).toMatchObject({verified: true, balanced: true, problems: [], requests: {different: 0}})
    expect(report.conversations).toMatchObject([
      {id: 'memo-general', sent: 250, waiting: 0, recalled: true},
      {id: 'memo-random', sent: 3, waiting: 0, recalled: true},
    ])
    for (const {memories} of report.conversations) expect(memories).toBeGreaterThan(0)
  })

  it('takes the newest run when none is named, and says when there is none', async () => {
    engine = await startEngine()
    await expect(engine.verify()).rejects.toMatchObject({code: 'RUN_NOT_FOUND'})
    await engine.import(recordExport(chat('general', texts(1))))
    await engine.import(recordExport(chat('random', texts(2))))
    expect(await engine.verify()).toMatchObject({run: 'r2', verified: true})
    expect(await engine.verify('r1')).toMatchObject({run: 'r1', verified: true})
  })

  it('drops the texts from the bytes of the state file when asked, and still knows what was sent', async () => {
    engine = await startEngine()
    const secret = 'a sentence nobody else says'
    await engine.import(recordExport(chat('general', [secret, ...texts(150)])))
    expect(await engine.verify()).toMatchObject({verified: true, dropped: 0})
    expect(engine.stateBytes()).toContain(secret)
    expect(await engine.verify('r1', {dropText: true})).toMatchObject({verified: true, dropped: 151})
    expect(engine.stateBytes()).not.toContain(secret)
    expect(await engine.verify('r1', {dropText: true})).toMatchObject({
      verified: true,
      dropped: 0,
      requests: {checked: 0, different: 0, withoutText: 2},
    })
    const newer = recordExport(chat('general', [secret, ...texts(152)]), {name: 'newer.json'})
    expect((await engine.import(newer)).books).toMatchObject({already: 151, sent: 2})
    expect(await engine.undo('r2')).toMatchObject({kept: [{why: 'it also holds messages of r1'}]})
  })

  it('keeps the texts of a run that is not as it must be', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(5))), {}, {flush: false})
    expect(await engine.verify('r1', {dropText: true})).toMatchObject({verified: false, dropped: 0})
  })

  it('says what still waits for a flush', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(5))), {}, {flush: false})
    expect(await engine.verify()).toMatchObject({
      verified: false,
      problems: ['"#general" still has 5 messages that wait for a flush.'],
    })
  })

  it('begins no other question once one has failed, and ends when those under way are answered', async () => {
    engine = await startEngine({latency: 5})
    const chats = Array.from({length: 9}, (_, i) => chat(`c${i}`, texts(2))).flat()
    await engine.import(recordExport(chats), {}, {concurrency: 2})
    const asked = engine.rehearsal.ledger.totals().requests
    let begun = 0
    const emit = () => {
      begun += 1
      if (begun === 4) throw new Error('nobody listens')
    }
    await expect(engine.verify('r1', {}, {emit})).rejects.toThrow('nobody listens')
    expect(begun).toBe(4)
    // Three questions for each of those that were done, and no second one for the one that was under way.
    expect(engine.rehearsal.ledger.totals().requests - asked).toBeLessThanOrEqual(7)
  })

  it('says when the server lost the memories', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(5))))
    await engine.undoOnServer('memo-general')
    expect(await engine.verify()).toMatchObject({
      verified: false,
      problems: ['The server holds no memory of "#general".'],
    })
  })
})

describe('undoRun', () => {
  let engine: Engine
  afterEach(() => engine.close())

  it.each(['v1', 'v2-cloud'] as const)(
    'removes from %s what the run created, and the next import sends it again',
    async (mode) => {
      engine = await startEngine({mode})
      await engine.import(recordExport(chat('other', texts(4)), {name: 'other.json'}))
      await engine.import(recordExport(chat('general', texts(5))))
      expect(await engine.undo('r2')).toMatchObject({
        done: true,
        removed: [{id: 'memo-general', messages: 5}],
        kept: [],
      })
      expect(engine.rehearsal.ledger.totals().messages).toBe(4)
      expect((await engine.import(recordExport(chat('general', texts(5))))).books.sent).toBe(5)
      expect((await engine.import(recordExport(chat('other', texts(4)), {name: 'other.json'}))).books.already).toBe(4)
    },
  )

  it('keeps a conversation that another run added to', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(5))))
    await engine.import(recordExport(chat('general', texts(9))))
    expect(await engine.undo('r1')).toMatchObject({
      done: false,
      removed: [],
      kept: [{why: expect.stringContaining('r2')}],
    })
  })

  it('keeps a conversation into which somebody else wrote', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(5))))
    await engine.writeElsewhere('memo-general')
    expect(await engine.undo()).toMatchObject({done: false, kept: [{why: expect.stringContaining('did not create')}]})
    expect(engine.rehearsal.ledger.totals().messages).toBe(6)
  })

  it('says that a self-hosted server cannot delete', async () => {
    engine = await startEngine({mode: 'v2-self-hosted'})
    await engine.import(recordExport(chat('general', texts(5))))
    expect(await engine.undo()).toMatchObject({
      done: false,
      kept: [{why: expect.stringContaining('no call to delete')}],
    })
  })
})
