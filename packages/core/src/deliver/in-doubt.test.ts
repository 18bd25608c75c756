import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startRehearsal} from '@everport/rehearsal'
import {afterEach, describe, expect, it} from 'vitest'
import {DeliveryOptions, ImportOptions} from '../config/import-options.js'
import {importExport} from '../run/import-export.js'
import {resumeRun} from '../run/resume-run.js'
import {type Engine, startEngine} from '../testing/engine.js'
import {fastTiming} from '../testing/fast-timing.js'
import {chat, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('a request that may be stored', () => {
  let engine: Engine | undefined
  afterEach(() => engine?.close())

  it.each([
    ['401', {status: 401}],
    ['413', {status: 413}],
  ] as const)('and is sent again on trust stays as it was made when the answer then is %s', async (_name, refusal) => {
    engine = await startEngine({
      mode: 'v2-self-hosted',
      faults: [
        {on: 'add', nth: 1, when: 'after-commit', do: {reset: true}},
        {on: 'search', do: {status: 500}},
        {on: 'add', nth: 2, do: refusal},
      ],
    })
    const from = recordExport(chat('general', texts(20)))
    const report = await engine.import(from, {}, {maxMessages: 10}).catch(() => undefined)
    engine.rehearsal.clearFaults()
    expect(report ?? (await engine.resume({maxMessages: 3}))).toMatchObject({state: 'done', books: {sent: 20}})
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(texts(20))
  })

  it.each([
    ['a reset', {reset: true}],
    ['a torn answer', {torn: true}],
    ['an error', {status: 502}],
  ] as const)('in a queue of which nobody knows how long it is, for %s, is given more time', async (_name, fault) => {
    engine = await startEngine({
      mode: 'v1',
      taskMs: 9000 / 20,
      taskPolls: 1000,
      faults: [{on: 'add', conversation: 'memo-first', nth: 1, when: 'after-commit', do: fault}],
    })
    const from = recordExport([...chat('first', texts(10)), ...chat('second', texts(10))])
    const report = await engine.import(from, {}, {concurrency: 2}, {timing: fastTiming(20)})
    expect(report).toMatchObject({state: 'done', books: {sent: 20, unknown: 0}})
    expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 20, duplicates: 0})
  })

  it('is not sent again by another edition of the server before it was looked up', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'everport-edition-'))
    const storage = join(stateDir, 'server.db')
    const context = () => ({signal: new AbortController().signal, emit: () => {}, timing: fastTiming(100)})
    const older = await startRehearsal({
      mode: 'v2-self-hosted',
      version: '1.2.3',
      storage,
      faults: [
        {on: 'add', nth: 1, when: 'after-commit', do: {reset: true}},
        {on: 'add', conversation: 'memo-absent', nth: 1, do: {reset: true}},
        {on: 'search', do: {status: 500}},
      ],
    })
    const delivery = DeliveryOptions.parse({api: 'v2', baseUrl: older.url, timeout: 20})
    const from = recordExport([...chat('stored', texts(5)), ...chat('absent', texts(5))])
    const report = await importExport(
      {from, options: ImportOptions.parse({}), delivery, key: undefined, stateDir},
      context(),
    )
    await older.close()
    expect(report.books).toMatchObject({unknown: 10})
    const newer = await startRehearsal({mode: 'v2-self-hosted', storage, port: Number(new URL(older.url).port)})
    expect(await resumeRun({stateDir, delivery: {}, key: undefined}, context())).toMatchObject({
      state: 'done',
      books: {sent: 10},
    })
    for (const name of ['stored', 'absent'])
      expect(newer.ledger.messages({session_id: `memo-${name}`}).map((m) => m.content)).toEqual(texts(5))
    await newer.close()
    rmSync(stateDir, {recursive: true, force: true})
  })
})
