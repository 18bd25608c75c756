import {once} from 'node:events'
import {closeSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeSync} from 'node:fs'
import {createServer} from 'node:http'
import {createRequire} from 'node:module'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from 'vitest'
import {DeliveryOptions, ImportOptions} from '#core/config/import-options'
import {importExport} from '#core/run/import-export'
import {type Engine, startEngine} from '#core/testing/engine'
import {fastTiming} from '#core/testing/fast-timing'
import {chat, recordExport} from '#core/testing/record-source'

type Exec = {prototype: {exec(sql: string): unknown}}
const Libsql = createRequire(new URL('../../packages/core/package.json', import.meta.url))('libsql') as Exec
const {exec} = Libsql.prototype

const texts = Array.from({length: 300}, (_, i) => `message ${i}`)
const from = () => recordExport(chat('general', texts))

describe('a state file that lets one down', () => {
  let engine: Engine
  afterEach(async () => {
    Libsql.prototype.exec = exec
    await engine.close()
  })

  const file = () => join(engine.stateDir, 'state.db')
  const expectExact = () => {
    expect(engine.rehearsal.ledger.messages().map(({content}) => content)).toEqual(texts)
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  }
  /** From now on a state file may not grow beyond so many pages: what a full disk is to SQLite. */
  function fillDisk(pages: number): void {
    Libsql.prototype.exec = function (sql) {
      const done = exec.call(this, sql)
      if (sql.includes('journal_mode = WAL')) exec.call(this, `PRAGMA max_page_count = ${pages}`)
      return done
    }
  }
  /** Ends an import in the middle, as Ctrl-C does. */
  async function interrupted(): Promise<void> {
    const abort = new AbortController()
    const emit = (event: {type: string; progress?: {sent: number}}) => {
      if (event.type === 'sending' && event.progress!.sent > 0) abort.abort()
    }
    const report = await engine.import(from(), {}, {maxMessages: 10}, {signal: abort.signal, emit})
    expect(report.state).toBe('interrupted')
  }

  it('a disk that is full while reading says so, and the next import does it all', async () => {
    engine = await startEngine()
    fillDisk(26)
    await expect(engine.import(from())).rejects.toThrow(/full/)
    Libsql.prototype.exec = exec
    expect(await engine.import(from())).toMatchObject({state: 'done', books: {sent: 300}})
    expectExact()
  })

  it('a disk that is full while sending says so, and nothing is sent twice or lost when there is room', async () => {
    engine = await startEngine()
    await interrupted()
    fillDisk(Math.ceil(statSync(file()).size / 4096))
    await expect(engine.resume({maxMessages: 1})).rejects.toThrow(/full/)
    Libsql.prototype.exec = exec
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 300}})
    expectExact()
  })

  it('a garbled header is told as a damaged state file, before anything is sent', async () => {
    engine = await startEngine()
    await interrupted()
    const before = engine.rehearsal.ledger.totals().messages
    const handle = openSync(file(), 'r+')
    writeSync(handle, Buffer.alloc(64, 7), 0, 64, 0)
    closeSync(handle)
    await expect(engine.resume()).rejects.toMatchObject({code: 'STATE_UNUSABLE', hints: expect.any(Array)})
    expect(engine.rehearsal.ledger.totals().messages).toBe(before)
  })

  it('a state file that was cut short is told as damaged, before anything is sent', async () => {
    engine = await startEngine()
    await interrupted()
    const before = engine.rehearsal.ledger.totals().messages
    truncateSync(file(), 5000)
    await expect(engine.resume()).rejects.toMatchObject({code: 'STATE_UNUSABLE'})
    expect(engine.rehearsal.ledger.totals().messages).toBe(before)
  })
})

describe('the key', () => {
  it('is in no byte that is written, told or thrown, even when the server repeats it in everything', async () => {
    const KEY = 'sk-marker-0123456789'
    for (const status of [200, 202, 400, 401, 403, 404, 413, 422, 429, 500, 503]) {
      const engine = await startEngine()
      const server = createServer((request, response) => {
        const {authorization} = request.headers
        request.resume().on('end', () => {
          const task = status < 300 ? {task_id: authorization, status: authorization} : {}
          const body = {
            message: `you said ${authorization}`,
            detail: authorization,
            data: task,
            request_id: authorization,
          }
          response.writeHead(status, {'X-Key': authorization, Location: `/${authorization}`}).end(JSON.stringify(body))
        })
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const told: unknown[] = []
      const abort = new AbortController()
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const ended = await importExport(
        {
          from: recordExport(chat('general', ['a', 'b'])),
          options: ImportOptions.parse({}),
          delivery: DeliveryOptions.parse({baseUrl, timeout: 1}),
          key: KEY,
          stateDir: engine.stateDir,
        },
        {
          signal: abort.signal,
          timing: fastTiming(1000),
          emit: (event) => {
            told.push(event)
            if (told.length > 50) abort.abort()
          },
        },
      ).catch((error: unknown) => error)
      const error = ended instanceof Error ? [ended.message, ended.stack, JSON.stringify(ended), ended.cause] : []
      expect(JSON.stringify([told, ended, error]), `told at ${status}`).not.toContain(KEY)
      const files = readdirSync(engine.stateDir, {recursive: true, encoding: 'utf8'})
      for (const name of files.filter((path) => statSync(join(engine.stateDir, path)).isFile()))
        expect(readFileSync(join(engine.stateDir, name)).includes(KEY), `${name} at ${status}`).toBe(false)
      server.closeAllConnections()
      server.close()
      await engine.close()
    }
  })
})

describe('a clock that jumps', () => {
  it.each([
    ['back by a year', [0, -365]],
    ['ahead by ten years', [0, 3650]],
    ['to and fro at every look', [0, 400, -400, 30, -3000]],
  ])('%s while messages are sent, and before it goes on, changes nothing that arrives', async (_how, days) => {
    const engine = await startEngine()
    let looks = 0
    const timing = {...fastTiming(), now: () => Date.UTC(2024, 2, 1) + days[looks++ % days.length]! * 86_400_000}
    const abort = new AbortController()
    const emit = (event: {type: string; progress?: {sent: number}}) => {
      if (event.type === 'sending' && event.progress!.sent > 0) abort.abort()
    }
    const stopped = await engine.import(from(), {}, {maxMessages: 10}, {signal: abort.signal, emit, timing})
    expect(stopped.state).toBe('interrupted')
    expect(await engine.resume({}, {timing})).toMatchObject({state: 'done', books: {sent: 300}})
    expect(engine.rehearsal.ledger.messages().map(({content}) => content)).toEqual(texts)
    expect(engine.rehearsal.ledger.violations()).toEqual([])
    expect(await engine.verify()).toMatchObject({verified: true})
    await engine.close()
  })
})
