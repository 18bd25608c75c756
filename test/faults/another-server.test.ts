import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {DeliveryOptions, ImportOptions} from '#core/config/import-options'
import {importExport} from '#core/run/import-export'
import {resumeRun} from '#core/run/resume-run'
import type {RunContext} from '#core/run/run'
import {fastTiming} from '#core/testing/fast-timing'
import {chat, recordExport} from '#core/testing/record-source'
import {type AnotherServer, type AnotherServerOptions, startAnotherServer} from './another-server.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('another server of the same contract', () => {
  let server: AnotherServer
  let stateDir: string
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'everport-another-'))
  })
  afterEach(async () => {
    await server.close()
    rmSync(stateDir, {recursive: true, force: true})
  })

  const context = (): RunContext => ({signal: new AbortController().signal, emit: () => {}, timing: fastTiming(100)})
  const importTo = (change: Partial<DeliveryOptions> = {}, groups = ['general']) =>
    importExport(
      {
        from: recordExport(groups.flatMap((id) => chat(id, texts(25)))),
        options: ImportOptions.parse({}),
        delivery: DeliveryOptions.parse({baseUrl: server.url, maxMessages: 10, timeout: 20, ...change}),
        key: 'secret-key',
        stateDir,
      },
      context(),
    )
  const resume = (change: Partial<DeliveryOptions> = {}) =>
    resumeRun({stateDir, delivery: change, key: 'secret-key'}, context())

  const expectExact = (group = 'memo-general') => {
    expect(server.texts(group)).toEqual(texts(25))
    expect(server.waits(group)).toBe(0)
  }

  it.each<[string, AnotherServerOptions]>([
    ['200 instead of 202', {acknowledge: (id) => ({status: 200, body: {data: {task_id: String(id)}}})}],
    ['a flat task id', {acknowledge: (id) => ({status: 202, body: {task_id: String(id)}})}],
    ['a number for a task id', {acknowledge: (id) => ({status: 202, body: {data: {task_id: id}}})}],
    [
      'a flat body with the id of the request, by which the task is known',
      {acknowledge: (id) => ({status: 202, body: {message: 'queued', request_id: String(id), status: 'queued'}})},
    ],
    [
      'a flat body with the id of the request, by which nothing is known',
      {acknowledge: (id) => ({status: 202, body: {message: 'queued', request_id: `r${id}`, status: 'queued'}})},
    ],
    ['no id at all', {acknowledge: () => ({status: 202, body: {status: 'queued'}})}],
    ['no call for tasks', {tell: null}],
    ['other words for success', {tell: (_task, isDone) => ({data: {status: isDone ? 'completed' : 'running'}})}],
    ['a flat body about tasks', {tell: (_task, isDone) => ({status: isDone ? 'SUCCESS' : 'PENDING'})}],
    ['no list of memories', {remembers: false}],
    ['memories made inside adds', {cuts: true}],
    ['other ids and times without a zone', {renames: true}],
  ])('waits for what is queued, and loses nothing, with %s', async (_name, options) => {
    server = await startAnotherServer({
      queueMs: 60,
      ...options,
      meet: (kind, nth) =>
        kind === 'add' && nth === 2 ? 'reset after' : kind === 'add' && nth === 3 ? 'reset before' : undefined,
    })
    expect(await importTo()).toMatchObject({state: 'done', books: {sent: 25, unknown: 0}})
    expectExact()
  })

  it('finds the rate that a server bears which does not tell it', async () => {
    let last = 0
    server = await startAnotherServer({
      meet: () => {
        const now = performance.now()
        if (now - last < 20) return 429
        last = now
        return undefined
      },
    })
    const report = await importTo({concurrency: 4}, ['a', 'b', 'c', 'd'])
    expect(report.held).toEqual([])
    expect(report).toMatchObject({state: 'done', books: {sent: 100}, held: []})
    for (const group of ['a', 'b', 'c', 'd']) expectExact(`memo-${group}`)
  })

  it('waits for what is queued where neither tasks nor messages can be seen', async () => {
    server = await startAnotherServer({queueMs: 60, tell: null, shows: false})
    expect(await importTo()).toMatchObject({state: 'done', books: {sent: 25}})
    expectExact()
  })

  it('takes a search that lags for no blindness, and looks up what was lost', async () => {
    server = await startAnotherServer({
      lagMs: 20,
      meet: (kind, nth) => (kind === 'add' && nth === 5 ? 'reset before' : undefined),
    })
    const report = await importTo({concurrency: 1}, ['a', 'b'])
    expect(report).toMatchObject({state: 'done', books: {sent: 50, unknown: 0}})
    for (const group of ['a', 'b']) expectExact(`memo-${group}`)
  })

  it('does not take a search that lags for a flush that is done', async () => {
    server = await startAnotherServer({
      lagMs: 30,
      meet: (kind, nth) => (kind === 'flush' && nth === 2 ? 'reset before' : undefined),
    })
    // From the first import it is known that the server shows what waits.
    for (const group of ['a', 'b']) {
      expect(await importTo({maxMessages: 25}, [group])).toMatchObject({state: 'done'})
      expectExact(`memo-${group}`)
    }
  })

  it('looks up what a 200 that says nothing left open', async () => {
    server = await startAnotherServer({
      meet: (kind, nth) => {
        if (kind === 'add' && nth === 1) return {answer: {}}
        return (kind === 'add' || kind === 'flush') && nth < 3 ? 200 : undefined
      },
    })
    expect(await importTo()).toMatchObject({state: 'done', books: {sent: 25}})
    expectExact()
  })

  it('holds what it cannot look up on a server that shows no waiting messages, and sends nothing twice', async () => {
    server = await startAnotherServer({
      shows: false,
      meet: (kind, _nth, body) =>
        kind === 'add' && JSON.stringify(body).includes('"message 20"') && JSON.stringify(body).includes('memo-lost')
          ? 'reset after'
          : undefined,
    })
    const report = await importTo({concurrency: 1}, ['a', 'b', 'c', 'd', 'lost'])
    expect(report).toMatchObject({state: 'partial', books: {sent: 120, unknown: 5}, held: [{id: 'memo-lost'}]})
    expect(server.texts('memo-lost')).toEqual(texts(25))
    expect(await resume({onUnknown: 'skip'})).toMatchObject({books: {sent: 120, unknown: 5, pending: 0}})
    for (const group of ['a', 'b', 'c', 'd', 'lost']) expectExact(`memo-${group}`)
  })

  it('a flush whose answer was lost is asked for again where waiting messages are not shown', async () => {
    server = await startAnotherServer({
      shows: false,
      meet: (kind, nth) => (kind === 'flush' && nth === 1 ? 'reset before' : undefined),
    })
    expect(await importTo()).toMatchObject({state: 'done'})
    expectExact()
  })

  it('sends nothing before the task of what came before is done, so that a failed one is sent again in its place', async () => {
    server = await startAnotherServer({queueMs: 20, fails: (nth) => nth === 1 || nth === 3})
    expect(await importTo()).toMatchObject({state: 'done', books: {sent: 25}})
    expectExact()
  })

  it('gives up on what the server accepts and fails at again and again, and says so', async () => {
    server = await startAnotherServer({fails: () => true})
    const report = await importTo()
    expect(report).toMatchObject({state: 'partial', books: {sent: 0, unknown: 10, pending: 15}})
    expect(report.held[0]!.why).toMatch(/accepted 10 messages \d+ times and failed/)
  })
})
