import {describe, expect, test} from 'vitest'
import {
  addToSession,
  type Client,
  flushSession,
  rehearse,
  sessionMessage,
  sessionMessages,
  unprocessed,
} from '../client.test.fixture.js'
import type {RehearsalOptions} from '../options.js'

const host = (options: RehearsalOptions = {}) => rehearse({mode: 'v2-self-hosted', ...options})

describe('what is queued', () => {
  const queued = (client: Client, count: number, over: Record<string, unknown> = {}) =>
    addToSession(client, sessionMessages(count), {async_mode: true, ...over})

  test('is there since 1.5, and ignored before', async () => {
    const client = await host({version: '1.4.2'})
    expect((await queued(client, 1)).status).toBe(200)
    expect((await client.get('/api/v2/tasks')).status).toBe(404)
  })

  test('keeps its order: whatever comes to the session behind it is queued as well', async () => {
    const client = await host({version: '1.5.1'})
    const add = await queued(client, 2)
    expect(add).toMatchObject({status: 202, body: {data: {status: 'queued', message_count: 2, pending: 1}}})
    expect(await flushSession(client)).toMatchObject({
      status: 202,
      body: {data: {status: 'queued', message_count: 0, pending: 2}},
    })
    expect((await flushSession(client, {session_id: 'other'})).status).toBe(200)
    expect(await unprocessed(client)).toEqual([])
    client.pass(50)
    const {data} = (await client.get('/api/v2/tasks?session_id=s')).body
    expect(data?.items).toMatchObject([
      {task_type: 'memory_flush', status: 'success', error: null},
      {id: add.body.request_id, task_type: 'memory_add', status: 'success', finished_at: expect.any(String)},
    ])
    expect(client.ledger.totals()).toMatchObject({states: {extracted: 2}, cells: 1})
  })

  test('is merged into the buffer when its turn comes', async () => {
    const client = await host({version: '1.5.1'})
    await addToSession(client, sessionMessages(2))
    await queued(client, 2)
    client.pass(50)
    expect(await unprocessed(client)).toHaveLength(2)
  })

  test('fails with its task where the time fits no year', async () => {
    const client = await host({version: '1.5.1'})
    const added = await addToSession(client, [sessionMessage(0, {timestamp: 946_684_800_000})], {async_mode: true})
    expect(added.status).toBe(202)
    client.pass(50)
    expect((await client.get(`/api/v2/tasks/${added.body.request_id}`)).body.data).toMatchObject({status: 'failed'})
  })

  test.each([
    ['/api/v2/tasks?status=x', 422],
    ['/api/v2/tasks?page=0', 422],
    ['/api/v2/tasks/nope', 404],
  ])('%s is %i', async (path, status) => {
    expect((await (await host({version: '1.5.1'})).get(path)).status).toBe(status)
  })

  test('is refused beyond fifty requests of a session', async () => {
    const client = await host({version: '1.5.1'})
    for (let n = 0; n < 50; n++) await queued(client, 1)
    expect(await queued(client, 1)).toMatchObject({status: 429, body: {error: {code: 'QUEUE_SATURATED'}}})
  })
})
