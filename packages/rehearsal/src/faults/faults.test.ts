import {request as httpRequest} from 'node:http'
import {setTimeout as wait} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {
  type Answer,
  addToGroup,
  addToSession,
  type Client,
  type Fault,
  flushGroup,
  flushSession,
  groupMessage,
  groupMessages,
  rehearse,
  sessionMessages,
} from '../client.test.fixture.js'

const stored = (client: Client) => client.ledger.totals().messages
const failed = () => 'failed' as const
/** What the client sees: a status, or `failed` when there was no whole answer. */
const outcome = (answer: Promise<Answer>) => answer.then(({status}) => status, failed)
/** Adds one group message after the other and gives what the client saw. */
async function adds(client: Client, count: number, from = 0) {
  const seen: (number | 'failed')[] = []
  for (let n = from; n < from + count; n += 1) seen.push(await outcome(addToGroup(client, groupMessages(1, n))))
  return seen
}

/** Sends an add and hangs up after a while. */
function addAndLeave(client: Client, body: unknown, path: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const url = new URL(path, client.url)
    const request = httpRequest(url, {method: 'POST', headers: {'content-type': 'application/json'}, agent: false})
    request.on('error', () => resolve())
    request.end(JSON.stringify(body))
    void wait(ms).then(() => request.destroy(new Error('left')))
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(2)
}

describe('an injected error', () => {
  test.each([401, 403, 413, 422, 429, 500, 503])('%i has the shape of v1 and stores nothing', async (status) => {
    const client = await rehearse({faults: [{on: 'add', do: {status}}]})
    const answer = await addToGroup(client, groupMessages(1))
    expect(answer).toMatchObject({status, body: {code: 'HTTP_ERROR', path: '/api/v1/memories/group'}})
    expect(stored(client)).toBe(0)
  })

  test('503 has the shape of the self-hosted server', async () => {
    const client = await rehearse({mode: 'v2-self-hosted', faults: [{on: 'add', do: {status: 503, retryAfter: 7}}]})
    const answer = await addToSession(client, sessionMessages(1))
    expect(answer).toMatchObject({status: 503, body: {error: {code: 'EXTERNAL_SERVICE_UNAVAILABLE'}}})
    expect(answer.headers.get('retry-after')).toBe('7')
  })

  test.each([502, 504])('%i is the page of a proxy', async (status) => {
    const client = await rehearse({faults: [{on: 'any', do: {status}}]})
    const answer = await addToGroup(client, groupMessages(1))
    expect(answer.headers.get('content-type')).toBe('text/html')
    expect(answer.text).toContain(`<h1>${status} `)
  })

  test('after the commit leaves the message stored', async () => {
    const client = await rehearse({faults: [{on: 'add', when: 'after-commit', do: {status: 500}}]})
    expect(await adds(client, 1)).toEqual([500])
    expect(stored(client)).toBe(1)
    expect(client.ledger.requests()).toMatchObject([{status: 500, committed: true, conversation: 'group/g'}])
  })
})

describe('a connection', () => {
  test.each<[string, Fault, number]>([
    ['reset before the commit', {on: 'add', do: {reset: true}}, 0],
    ['reset after the commit', {on: 'add', when: 'after-commit', do: {reset: true}}, 1],
    ['torn in the middle of the answer', {on: 'add', when: 'after-commit', do: {torn: true}}, 1],
    ['torn before anything is stored', {on: 'add', do: {torn: true}}, 0],
    ['left hanging and then reset', {on: 'add', when: 'after-commit', do: {hang: 5}}, 1],
  ])('%s', async (_, fault, expected) => {
    const client = await rehearse({faults: [{...fault, nth: 1}]})
    expect(await adds(client, 1)).toEqual(['failed'])
    expect(stored(client)).toBe(expected)
    expect(await adds(client, 1, 1)).toEqual([200])
  })

  test('hangs until the client lets go', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {hang: true}}]})
    await addAndLeave(
      client,
      {group_id: 'g', async_mode: false, messages: groupMessages(1)},
      '/api/v1/memories/group',
      20,
    )
    expect(client.ledger.requests()).toMatchObject([{outcome: 'hung', committed: false}])
    expect(await adds(client, 1)).toEqual([200])
    expect(client.ledger.violations()).toMatchObject([{kind: 'unflushed'}])
  })

  test('can be slow with a right answer', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {slowBody: 40}}]})
    const started = performance.now()
    const answer = await addToGroup(client, groupMessages(1))
    expect(performance.now() - started).toBeGreaterThan(25)
    expect(answer.body.data?.message_count).toBe(1)
  })

  test('can be late with a right answer', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, when: 'after-commit', do: {delay: 30}}]})
    const started = performance.now()
    const answer = addToGroup(client, groupMessages(1))
    await until(() => stored(client) === 1)
    expect((await answer).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThan(25)
  })
})

describe('a client that leaves', () => {
  test('does not keep the server from storing what it is late with', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, when: 'before-commit', do: {delay: 60}}]})
    await addAndLeave(
      client,
      {group_id: 'g', async_mode: false, messages: groupMessages(1)},
      '/api/v1/memories/group',
      15,
    )
    expect(stored(client)).toBe(0)
    await until(() => client.ledger.requests().length === 1)
    expect(stored(client)).toBe(1)
    expect(client.ledger.requests()).toMatchObject([{outcome: 'left', committed: true}])
  })

  test('waits behind itself when it comes again to a self-hosted session', async () => {
    const client = await rehearse({
      mode: 'v2-self-hosted',
      faults: [{on: 'add', nth: 1, when: 'before-commit', do: {delay: 80}}],
    })
    const body = {session_id: 's', defer_extraction: true, messages: sessionMessages(2)}
    await addAndLeave(client, body, '/api/v2/memory/add', 15)
    expect((await client.post('/api/v2/memory/add', body)).status).toBe(200)
    expect(client.ledger.conversations()[0]).toMatchObject({messages: 2, merged: 2})
    expect(client.ledger.requests().map((request) => request.id)).toEqual([1, 2])
  })
})

test('closing the server ends what hangs and what is late', async () => {
  const client = await rehearse({
    faults: [
      {on: 'add', nth: 1, do: {hang: true}},
      {on: 'add', nth: 2, do: {delay: 20}},
    ],
  })
  const waiting = [0, 1].map((n) => outcome(addToGroup(client, groupMessages(1), {group_id: `g${n}`})))
  await until(() => client.ledger.requests().length === 1)
  await client.close()
  expect(await Promise.all(waiting)).toEqual(['failed', 'failed'])
  // The late one finds its storage closed.
  await wait(30)
})

describe('a fault meets', () => {
  const error = {do: {status: 500}} as const
  test.each<[string, Fault[], (number | 'failed')[]]>([
    ['every request', [{on: 'add', ...error}], [500, 500, 500, 500]],
    ['the nth', [{on: 'add', nth: 2, ...error}], [200, 500, 200, 200]],
    ['every nth', [{on: 'add', every: 2, ...error}], [200, 500, 200, 500]],
    ['so many times', [{on: 'add', times: 2, ...error}], [500, 500, 200, 200]],
    ['any kind', [{on: 'any', nth: 1, ...error}], [500, 200, 200, 200]],
    ['no other kind', [{on: 'flush', ...error}], [200, 200, 200, 200]],
    ['no other conversation', [{on: 'add', conversation: 'h', ...error}], [200, 200, 200, 200]],
    ['its conversation', [{on: 'add', conversation: 'g', nth: 1, ...error}], [500, 200, 200, 200]],
    [
      'the first in line when two fire',
      [
        {on: 'add', nth: 1, do: {status: 503}},
        {on: 'add', nth: 1, ...error},
      ],
      [503, 200, 200, 200],
    ],
  ])('%s', async (_, faults, expected) => {
    expect(await adds(await rehearse({faults}), 4)).toEqual(expected)
  })

  test('a share of the requests, the same ones for the same seed', async () => {
    const run = async (seed: number) => adds(await rehearse({seed, faults: [{on: 'add', rate: 0.3, ...error}]}), 40)
    const [one, again, other] = [await run(7), await run(7), await run(8)]
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
    const share = one.filter((status) => status === 500).length
    expect([share > 4, share < 22]).toEqual([true, true])
  })

  test('requests that come after it was added, until it is cleared', async () => {
    const client = await rehearse()
    expect(await adds(client, 1)).toEqual([200])
    client.pushFault({on: 'add', nth: 1, ...error})
    client.pushFault({on: 'add', nth: 3, ...error})
    expect(await adds(client, 2, 1)).toEqual([500, 200])
    client.clearFaults()
    expect(await adds(client, 1, 3)).toEqual([200])
  })

  test('a flush whose extraction fails without a word', async () => {
    const client = await rehearse({faults: [{on: 'flush', do: {swallow: true}}]})
    await adds(client, 1)
    expect((await flushGroup(client)).body.data?.status).toBe('no_extraction')
    expect(client.ledger.totals()).toMatchObject({states: {extracted: 1}, episodes: 0})
  })

  test('a self-hosted flush whose extraction fails when the buffer is empty already', async () => {
    const client = await rehearse({mode: 'v2-self-hosted', faults: [{on: 'flush', nth: 1, do: {swallow: true}}]})
    await addToSession(client, sessionMessages(2))
    expect((await flushSession(client)).status).toBe(500)
    expect((await flushSession(client)).body.data?.status).toBe('no_extraction')
    expect(client.ledger.totals()).toMatchObject({states: {extracted: 2}, cells: 1, episodes: 0})
  })

  test('nothing, when it is not a fault', async () => {
    const client = await rehearse()
    expect(() => client.pushFault({on: 'add', do: {explode: true}} as unknown as Fault)).toThrow(/explode|union/i)
  })
})

describe('a limit', () => {
  test.each([
    [413, 'Request Entity Too Large'],
    [403, 'Forbidden'],
  ] as const)('on the size of bodies answers %i', async (status, message) => {
    const client = await rehearse({faults: [{maxBodyBytes: 1000, status}]})
    expect((await addToGroup(client, groupMessages(2))).status).toBe(200)
    expect(await addToGroup(client, groupMessages(20))).toMatchObject({status, body: {message}})
  })

  test('on texts names the message', async () => {
    const client = await rehearse({faults: [{rejectText: 'cabba?ge'}]})
    const answer = await addToGroup(client, [groupMessage(0), groupMessage(1, {content: 'a cabbage'})])
    expect(answer).toMatchObject({
      status: 422,
      body: {message: 'Value error, content was rejected: messages -> 1 -> content'},
    })
    expect(stored(client)).toBe(0)
  })

  test('on texts names the message the way v2 does, and looks into items', async () => {
    const client = await rehearse({mode: 'v2-self-hosted', faults: [{rejectText: /^bad$/}]})
    const answer = await addToSession(
      client,
      sessionMessages(1).map((message) => ({...message, content: [{type: 'text', text: 'bad'}]})),
    )
    expect(answer.body.error?.message).toBe('Value error, content was rejected: messages.0.content')
  })

  test('on requests a second says how long to wait', async () => {
    const client = await rehearse({faults: [{ratePerSecond: 2}]})
    expect(await adds(client, 2)).toEqual([200, 200])
    const refused = await addToGroup(client, groupMessages(1, 2))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    client.pass(1000)
    expect(await adds(client, 3, 2)).toEqual([200, 200, 429])
  })
})

test('every answer is late by the latency', async () => {
  const client = await rehearse({latency: 25})
  const started = performance.now()
  await client.get('/api/v1/groups/g')
  expect(performance.now() - started).toBeGreaterThan(20)
})
