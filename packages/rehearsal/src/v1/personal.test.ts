import {describe, expect, test} from 'vitest'
import {at, type Client, rehearse} from '../client.test.fixture.js'

const add = (client: Client, over: Record<string, unknown> = {}, path = '/api/v1/memories') =>
  client.post(path, {
    user_id: 'u',
    async_mode: false,
    messages: [
      {role: 'user', timestamp: at(), content: 'hello'},
      {role: 'assistant', timestamp: at(1), content: 'hi'},
    ],
    ...over,
  })
const flush = async (client: Client, body: Record<string, unknown>, path = '/api/v1/memories/flush') =>
  String((await client.post(path, body)).body.data?.status)

describe('personal messages', () => {
  test('have the user as sender, and a made-up one for the assistant', async () => {
    const client = await rehearse()
    await add(client)
    expect(client.ledger.messages({user_id: 'u'})).toMatchObject([
      {sender_id: 'u', message_id: expect.stringMatching(/^gen_msg_/)},
      {sender_id: expect.stringMatching(/^gen_sdr_[0-9a-f]{12}$/), role: 'assistant'},
    ])
  })

  test('lose the ids and names that a client gives them', async () => {
    const client = await rehearse()
    await add(client, {
      messages: [{role: 'user', timestamp: at(), content: 'x', message_id: 'mine', sender_name: 'Ann'}],
    })
    expect(client.ledger.messages()[0]).toMatchObject({
      message_id: expect.stringMatching(/^gen_msg_/),
      sender_name: 'u',
    })
  })

  test('wait in their session', async () => {
    const client = await rehearse()
    await add(client, {session_id: 'a'})
    await add(client, {session_id: 'b'})
    expect(await flush(client, {user_id: 'u', session_id: 'a'})).toBe('extracted')
    expect(client.ledger.conversations({session_id: 'b'})[0]?.states).toEqual({buffered: 2})
  })

  test('of a session are missed by a flush without one, which is noted', async () => {
    const client = await rehearse()
    await add(client, {session_id: 'a'})
    expect(await flush(client, {user_id: 'u'})).toBe('no_extraction')
    expect(client.ledger.violations()).toMatchObject([
      {kind: 'flush-default-session', messages: 2},
      {kind: 'unflushed'},
    ])
  })

  test('without a session are reached by a flush without one', async () => {
    const client = await rehearse()
    await add(client)
    expect(await flush(client, {user_id: 'u'})).toBe('extracted')
  })

  test('with a null session are not', async () => {
    const client = await rehearse()
    await add(client, {session_id: null})
    expect(await flush(client, {user_id: 'u'})).toBe('no_extraction')
  })

  test('are all reached by a flush of a null session', async () => {
    const client = await rehearse()
    for (const over of [{}, {session_id: null}, {session_id: 'a'}]) await add(client, over)
    expect(await flush(client, {user_id: 'u', session_id: null})).toBe('extracted')
    expect(client.ledger.totals().states).toEqual({extracted: 6})
  })

  test('share their rows with the agent endpoints', async () => {
    const client = await rehearse()
    await add(client, {session_id: 'a'}, '/api/v1/memories/agent')
    expect(await flush(client, {user_id: 'u', session_id: 'a'}, '/api/v1/memories/agent/flush')).toBe('extracted')
    await add(client, {session_id: 'a', messages: [{role: 'user', timestamp: at(9), content: 'x'}]})
    expect(client.ledger.conversations()).toHaveLength(1)
  })

  test('of an assistant alone are packed without being remembered', async () => {
    const client = await rehearse()
    await add(client, {messages: [{role: 'assistant', timestamp: at(), content: 'x'}]})
    expect(await flush(client, {user_id: 'u'})).toBe('no_extraction')
    expect(client.ledger.totals()).toMatchObject({states: {extracted: 1}, episodes: 0})
    expect(client.ledger.violations()).toMatchObject([{kind: 'no-episode'}])
  })
})
