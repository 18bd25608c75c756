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

const add = (client: Client, count: number, over: Record<string, unknown> = {}) =>
  addToSession(client, sessionMessages(count), {defer_extraction: undefined, ...over})
const cloud = () => rehearse({mode: 'v2-cloud'})
const kinds = (client: Client) => client.ledger.violations().map((violation) => violation.kind)
const HOUR = 3_600_000

describe('the v2 Cloud', () => {
  test('queues by default, under the id of the request', async () => {
    const client = await cloud()
    const added = await add(client, 1)
    expect(added).toMatchObject({status: 202, body: {data: {message_count: 1, status: 'queued'}}})
    expect(added.headers.get('x-request-id')).toBe(added.body.request_id)
    const path = `/api/v2/tasks/${String(added.body.request_id)}`
    expect((await client.get(path)).body.data).toMatchObject({
      status: 'processing',
      task_type: 'memory_add',
      object_id: 's',
    })
    const done = (await client.get(path)).body.data
    expect(done).toMatchObject({status: 'success', finished_at: '2026-01-01T00:00:00Z'})
    expect(kinds(client)).toContain('async-mode-omitted')
  })

  test('extracts nothing while the add is queued', async () => {
    const client = await cloud()
    await add(client, 1, {async_mode: true})
    expect(await unprocessed(client)).toEqual([])
    expect((await flushSession(client)).body.data?.status).toBe('no_extraction')
    expect(kinds(client)).toContain('flush-while-queued')
    client.pass(50)
    expect(await unprocessed(client)).toHaveLength(1)
    expect((await flushSession(client)).body.data?.status).toBe('extracted')
  })

  test('stores at once when asked to', async () => {
    const client = await cloud()
    expect(await add(client, 2, {async_mode: false})).toMatchObject({
      status: 200,
      body: {data: {status: 'accumulated'}},
    })
    expect((await unprocessed(client)).map((message) => message.content)).toEqual(['text 0', 'text 1'])
  })

  test('may be one that queues whatever is asked', async () => {
    const client = await rehearse({mode: 'v2-cloud', queues: 'always'})
    expect(await add(client, 2, {async_mode: false})).toMatchObject({status: 202, body: {data: {status: 'queued'}}})
    expect(await unprocessed(client)).toEqual([])
    client.pass(50)
    expect(await unprocessed(client)).toHaveLength(2)
  })

  test('may extract on its own', async () => {
    const client = await cloud()
    const messages = [sessionMessage(0), sessionMessage(9 * HOUR)]
    const added = await addToSession(client, messages, {defer_extraction: undefined, async_mode: false})
    expect(added.body.data?.status).toBe('extracted')
  })

  test('stores what is sent twice twice', async () => {
    const client = await cloud()
    for (let n = 0; n < 2; n += 1) await add(client, 2, {async_mode: false})
    expect(client.ledger.totals()).toMatchObject({messages: 4, duplicates: 2})
  })

  test('ignores what it does not know, which is noted', async () => {
    const client = await cloud()
    await addToSession(client, [sessionMessage(0, {message_id: 'm'})], {async_mode: false})
    expect(client.ledger.violations().map((violation) => violation.detail)).toEqual([
      'defer_extraction',
      'messages[].message_id',
      '1 messages wait for a flush',
    ])
  })

  test('lists tasks by session and status, newest first', async () => {
    const client = await cloud()
    const first = await add(client, 1, {async_mode: true})
    await add(client, 1, {async_mode: true, session_id: 't'})
    client.pass(50)
    const second = await addToSession(client, sessionMessages(1, 1), {defer_extraction: undefined, async_mode: true})
    const {body} = await client.get('/api/v2/tasks?session_id=s')
    expect(body.data).toMatchObject({
      total: 2,
      page: 1,
      page_size: 20,
      items: [
        {id: second.body.request_id, status: 'queued'},
        {id: first.body.request_id, status: 'success'},
      ],
    })
    expect((await client.get('/api/v2/tasks?status=success&page_size=1')).body.data).toMatchObject({total: 2})
    expect((await client.get('/api/v2/tasks/stats')).body.data).toMatchObject({
      by_status: {queued: 1, processing: 0, pending: 0, success: 2, failed: 0},
      total: 3,
    })
  })

  test.each(['/api/v2/tasks?page=0', '/api/v2/tasks?status=odd', '/api/v2/tasks/stats?start=odd'])(
    'refuses %s',
    async (path) => {
      expect(await (await cloud()).get(path)).toMatchObject({
        status: 400,
        body: {error: {code: 'invalid_request', type: 'BadRequest'}},
      })
    },
  )

  test('does not know old and foreign tasks', async () => {
    const client = await cloud()
    const added = await add(client, 1, {async_mode: true})
    client.pass(3_600_001)
    for (const id of [String(added.body.request_id), 'x'])
      expect(await client.get(`/api/v2/tasks/${id}`)).toMatchObject({
        status: 404,
        body: {error: {code: 'not_found', type: 'NotFound'}},
      })
  })

  test('says what has gone wrong with a task', async () => {
    const client = await rehearse({mode: 'v2-cloud', faults: [{on: 'add', do: {failTask: true}}]})
    const added = await add(client, 1, {async_mode: true})
    client.pass(50)
    const {body} = await client.get(`/api/v2/tasks/${String(added.body.request_id)}`)
    expect(body.data).toMatchObject({status: 'failed', error: expect.any(String), finished_at: expect.any(String)})
  })
})

describe('deleting on the v2 Cloud', () => {
  async function remembering() {
    const client = await cloud()
    for (const session of ['s', 't']) {
      await add(client, 1, {async_mode: false, session_id: session})
      await flushSession(client, {session_id: session})
    }
    return client
  }
  const remove = (client: Client, body: unknown) => client.post('/api/v2/memory/delete', body)

  test('says what it went by and how many there were', async () => {
    const client = await remembering()
    expect((await remove(client, {user_id: 'u1', session_id: 's'})).body.data).toEqual({
      filters: ['user_id', 'session_id'],
      count: 1,
    })
    expect((await remove(client, {session_id: 's'})).body.data?.count).toBe(0)
    expect(client.ledger.messages().map((message) => message.state)).toEqual(['extracted'])
    expect(client.ledger.totals().episodes).toBe(1)
  })

  test.each([[{}], [{user_id: 'u', agent_id: 'a'}], [{app_id: 'default'}]])('refuses %j', async (body) => {
    expect((await remove(await cloud(), body)).status).toBe(422)
  })

  test('stays in its app and project', async () => {
    const client = await remembering()
    expect((await remove(client, {app_id: 'other', session_id: 's'})).body.data?.count).toBe(0)
  })

  test('goes by ids as well, twice without harm', async () => {
    const client = await remembering()
    const [episode] = client.ledger.episodes()
    for (let n = 0; n < 2; n += 1) {
      const answer = await client.post('/api/v2/memory/delete_by_ids', {
        memory_type: 'episode',
        memory_ids: [episode?.uid],
      })
      expect(answer.body.data).toEqual({memory_type: 'episode', success: true})
    }
    expect(client.ledger.totals().episodes).toBe(1)
  })

  test.each([
    [{memory_type: 'profile', memory_ids: ['u_ep_20240101_1']}],
    [{memory_type: 'episode', memory_ids: []}],
    [{memory_type: 'episode', memory_ids: Array(51).fill('u_ep_20240101_1')}],
    [{memory_type: 'episode', memory_ids: ['odd']}],
  ])('refuses the ids %j', async (body) => {
    expect((await (await cloud()).post('/api/v2/memory/delete_by_ids', body)).status).toBe(422)
  })
})
