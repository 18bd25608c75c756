import {describe, expect, test} from 'vitest'
import {
  addToSession,
  at,
  type Client,
  flushSession,
  rehearse,
  sessionMessage,
  sessionMessages,
  unprocessed,
} from '../client.test.fixture.js'
import type {RehearsalOptions} from '../options.js'

const host = (options: RehearsalOptions = {}) => rehearse({mode: 'v2-self-hosted', ...options})
const kinds = (client: Client) => client.ledger.violations().map((violation) => violation.kind)
const HOUR = 3_600_000

const NO_FILE = {uri: null, base64: null, ext: null, name: null, extras: null}

describe('the buffer of the self-hosted server', () => {
  test('makes ids of session, time and position', async () => {
    const client = await host()
    expect((await addToSession(client, sessionMessages(2))).body.data).toEqual({
      message_count: 2,
      status: 'accumulated',
    })
    expect(await unprocessed(client)).toMatchObject([
      {
        id: `m_s_${at(0)}_000`,
        sender_id: 'u1',
        sender_name: 'Ann',
        role: 'user',
        content: 'text 0',
        timestamp: '2023-11-14T22:13:20Z',
      },
      {id: `m_s_${at(1)}_001`, timestamp: '2023-11-14T22:13:20.001000Z', tool_calls: null, tool_call_id: null},
    ])
  })

  test('is not changed by the same request a second time', async () => {
    const client = await host()
    for (let n = 0; n < 3; n += 1)
      expect((await addToSession(client, sessionMessages(3))).body.data?.message_count).toBe(3)
    expect(await unprocessed(client)).toHaveLength(3)
    expect(client.ledger.conversations()[0]).toMatchObject({messages: 3, merged: 6})
    expect(kinds(client)).toEqual(['unflushed'])
  })

  test('doubles what comes again in other requests', async () => {
    const client = await host()
    await addToSession(client, sessionMessages(2))
    await addToSession(client, sessionMessages(1, 1))
    expect(client.ledger.totals().duplicates).toBe(1)
  })

  test('loses another message of the same millisecond and position, and says it took it', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0)])
    const second = await addToSession(client, [sessionMessage(0, {content: 'other'})])
    expect(second.body.data?.message_count).toBe(1)
    expect(client.ledger.messages().map((message) => message.content)).toEqual(['text 0'])
    expect(client.ledger.violations()).toMatchObject([
      {kind: 'lost', messages: 1, detail: `messages[0] has the id m_s_${at(0)}_000 of another message in the buffer`},
      {kind: 'unflushed'},
    ])
  })

  test('keeps messages of one millisecond in one request', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0), sessionMessage(0, {content: 'other'})])
    expect(await unprocessed(client)).toHaveLength(2)
    expect(kinds(client)).toContain('timestamp-order')
  })

  test('is sorted by time, whatever the order of arrival', async () => {
    const client = await host()
    await addToSession(client, sessionMessages(1, 5))
    await addToSession(client, sessionMessages(1, 1))
    expect((await unprocessed(client)).map((message) => message.content)).toEqual(['text 1', 'text 5'])
  })

  test('makes a second memory of what comes again after a flush', async () => {
    const client = await host()
    for (let n = 0; n < 2; n += 1) {
      await addToSession(client, sessionMessages(1))
      expect((await flushSession(client)).body.data?.status).toBe('extracted')
    }
    expect(client.ledger.totals()).toMatchObject({episodes: 2, duplicates: 1})
  })

  test('reads seconds for what they look like, and fails where no year fits', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0, {timestamp: 1_700_000_000})])
    expect((await unprocessed(client))[0]?.id).toBe('m_s_1700000000_000')
    expect(kinds(client)).toContain('seconds-timestamp')
    const ms1999 = await addToSession(client, [sessionMessage(0, {timestamp: Date.UTC(1999, 0, 1)})])
    expect(ms1999).toMatchObject({status: 500, body: {error: {code: 'INTERNAL_ERROR'}}})
  })

  test('names a message by its timestamp as it was sent', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0, {timestamp: 1_700_000_000})])
    await addToSession(client, [sessionMessage(0, {content: 'other'})])
    expect((await unprocessed(client)).map(({id, timestamp}) => `${id} ${timestamp}`)).toEqual([
      'm_s_1700000000000_000 2023-11-14T22:13:20Z',
      'm_s_1700000000_000 2023-11-14T22:13:20Z',
    ])
    expect(kinds(client)).not.toContain('lost')
  })

  test('notes messages without text', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0, {content: ''})])
    expect(kinds(client)).toContain('empty-content')
  })
})

describe('reading what waits', () => {
  test.each([
    ['another session', {filters: {session_id: 't'}}],
    ['an operator', {filters: {session_id: {eq: 's'}}}],
    ['AND', {filters: {AND: [{session_id: 's'}]}}],
    ['no filter', {filters: null}],
    ['another app', {app_id: 'other'}],
  ])('finds nothing by %s', async (_, over) => {
    const client = await host()
    await addToSession(client, sessionMessages(1))
    expect(await unprocessed(client, over)).toEqual([])
  })

  test.each([
    ['a second condition', {session_id: 's', sender_id: 'u1'}],
    ['combinators that are null', {session_id: 's', AND: null, OR: null}],
  ])('finds it beside %s', async (_, filters) => {
    const client = await host()
    await addToSession(client, sessionMessages(1))
    expect(await unprocessed(client, {filters})).toHaveLength(1)
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['one text item as a text', {content: [{type: 'text', text: 'a'}]}, {content: 'a'}],
    [
      'other items with every key',
      {content: [{type: 'text', text: 'a'}, {type: 'text'}]},
      {content: ['a', null].map((text) => ({type: 'text', text, ...NO_FILE}))},
    ],
    ['a NUL', {content: 'a\u0000b'}, {content: 'a\u0000b'}],
    [
      'the type of a call',
      {role: 'assistant', tool_calls: [{id: 'c', function: {name: 'f', arguments: '{}', more: 1}}]},
      {tool_calls: [{id: 'c', type: 'function', function: {name: 'f', arguments: '{}'}}]},
    ],
    ['no calls as null', {role: 'assistant', tool_calls: []}, {tool_calls: null}],
    ['digits as a time', {timestamp: '1700000000000'}, {timestamp: '2023-11-14T22:13:20Z'}],
    [
      'a far time with what floating point makes of it',
      {timestamp: 253_402_300_799_999},
      {timestamp: '9999-12-31T23:59:59.998993Z'},
    ],
  ])('gives back %s', async (_, sent, given) => {
    const client = await host({memorize: 'agent'})
    await addToSession(client, [sessionMessage(0, sent)])
    expect(await unprocessed(client)).toMatchObject([given])
  })

  test('half a surrogate pair is a 500 where nothing looks at it before it is stored', async () => {
    const client = await host()
    for (const [over, status] of [
      [{content: '\ud800'}, 500],
      [{sender_name: '\udc00'}, 500],
      [{sender_id: '\ud800'}, 422],
    ] as const)
      expect((await addToSession(client, [sessionMessage(0, over)])).status).toBe(status)
    expect(client.ledger.totals().messages).toBe(0)
  })
})

describe('extraction', () => {
  test('waits for the flush when deferred', async () => {
    const client = await host()
    await addToSession(client, [sessionMessage(0), sessionMessage(9 * HOUR)])
    expect(client.ledger.cells()).toEqual([])
    await flushSession(client)
    expect(client.ledger.cells().map((cell) => [cell.messages, cell.cut])).toEqual([
      [1, 'boundary'],
      [1, 'flush'],
    ])
    expect((await flushSession(client)).body.data?.status).toBe('no_extraction')
    expect(kinds(client)).toEqual([])
  })

  test('happens in the add when not deferred', async () => {
    const client = await host()
    const early = await addToSession(client, sessionMessages(2), {defer_extraction: false})
    expect(early.body.data?.status).toBe('accumulated')
    const late = await addToSession(client, [sessionMessage(9 * HOUR)], {defer_extraction: false})
    expect(late.body.data?.status).toBe('extracted')
    expect(client.ledger.totals().states).toEqual({extracted: 2, buffered: 1})
  })

  test('waits for a user to speak', async () => {
    const client = await host()
    const machine = [sessionMessage(0, {role: 'assistant'}), sessionMessage(9 * HOUR, {role: 'assistant'})]
    await addToSession(client, machine, {defer_extraction: undefined})
    expect(client.ledger.cells()).toEqual([])
    expect((await flushSession(client)).body.data?.status).toBe('extracted')
    expect(client.ledger.totals()).toMatchObject({cells: 2, episodes: 0})
    expect(kinds(client)).toEqual(['no-episode', 'no-episode'])
  })

  test('cuts blindly at 499 messages, which is noted', async () => {
    const client = await host()
    await addToSession(client, sessionMessages(500))
    await addToSession(client, sessionMessages(100, 500))
    await flushSession(client)
    expect(client.ledger.cells().map((cell) => [cell.messages, cell.cut])).toEqual([
      [499, 'forced'],
      [101, 'flush'],
    ])
    expect(client.ledger.violations()).toMatchObject([{kind: 'forced-split', messages: 499}])
  })

  test('gives every user an episode of their own', async () => {
    const client = await host()
    await addToSession(client, [
      sessionMessage(0),
      sessionMessage(1, {sender_id: 'u2'}),
      sessionMessage(2, {sender_id: 'bot', role: 'assistant'}),
    ])
    await flushSession(client)
    const {body} = await client.post('/api/v2/memory/get', {
      user_id: 'u2',
      memory_type: 'episode',
      filters: {session_id: 's'},
    })
    expect(body.data).toMatchObject({
      total_count: 1,
      count: 1,
      episodes: [{id: 'u2_ep_20231114_00000002', session_id: 's', sender_ids: ['u1', 'u2', 'bot'], app_id: 'default'}],
    })
    expect(client.ledger.episodes().map((episode) => episode.owner)).toEqual(['u1', 'u2'])
  })

  test('shows its episodes once they are indexed', async () => {
    const client = await host({indexLagMs: 1000})
    await addToSession(client, sessionMessages(1))
    await flushSession(client)
    const count = async () =>
      (await client.post('/api/v2/memory/get', {user_id: 'u1', memory_type: 'episode'})).body.data?.total_count
    expect([await count(), (await client.get('/health')).body.cascade?.pending]).toEqual([0, 1])
    client.pass(1000)
    expect([await count(), (await client.get('/health')).body.cascade?.pending]).toEqual([1, 0])
  })
})

describe('versions', () => {
  test('before 1.4 do not know deferral, and do not say so', async () => {
    const client = await host({version: '1.3.1'})
    await addToSession(client, [sessionMessage(0), sessionMessage(9 * HOUR)])
    expect(client.ledger.cells()).toHaveLength(1)
    expect(client.ledger.violations()).toMatchObject([
      {kind: 'ignored-key', detail: 'defer_extraction'},
      {kind: 'unflushed'},
    ])
  })

  test.each<[string, string, number]>([
    ['1.1.0', '/api/v2/memory/flush', 404],
    ['1.1.0', '/api/v1/memory/flush', 200],
    ['1.2.0', '/api/v2/memory/flush', 200],
    ['1.4.1', '/api/v1/memory/flush', 200],
    ['1.4.1', '/api/v1/memories/flush', 404],
    ['1.4.1', '/api/v2/memory/delete', 404],
  ])('%s answers %s with %i', async (version, path, status) => {
    const client = await host({version})
    expect((await client.post(path, {session_id: 's'})).status).toBe(status)
  })

  test.each([
    ['1.0.3', {status: 'ok'}],
    ['1.2.1', {status: 'ok', version: '1.2.1', capabilities: {llm: true}}],
    ['1.4.1', {version: '1.4.1', cascade: {healthy: true, pending: 0}}],
  ])('%s is healthy in its own words', async (version, body) => {
    expect(await (await host({version})).get('/health')).toMatchObject({status: 200, body})
  })

  test('1.0 has two error codes', async () => {
    const client = await host({version: '1.0.3'})
    expect((await client.post('/api/v1/memory/flush', {})).body.error?.code).toBe('HTTP_ERROR')
  })
})
