import {describe, expect, test} from 'vitest'
import {addToGroup, at, type Client, flushGroup, groupMessage, groupMessages, rehearse} from '../client.test.fixture.js'

const kinds = (client: Client) => client.ledger.violations().map((violation) => violation.kind)

describe('a v1 group', () => {
  test('keeps messages in order of arrival until a flush makes one cell of them', async () => {
    const client = await rehearse()
    expect((await addToGroup(client, groupMessages(2))).body).toMatchObject({
      data: {message_count: 2, status: 'accumulated'},
    })
    await addToGroup(client, groupMessages(1, 2))
    expect((await flushGroup(client)).body).toMatchObject({data: {status: 'extracted'}})
    expect((await flushGroup(client)).body).toMatchObject({data: {status: 'no_extraction'}})
    expect(client.ledger.messages({group_id: 'g'}).map((message) => message.message_id)).toEqual(['m0', 'm1', 'm2'])
    expect(client.ledger.cells()).toMatchObject([{messages: 3, cut: 'flush'}])
    expect(client.ledger.violations()).toEqual([])
  })

  test('stores what is sent twice twice', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(2))
    await addToGroup(client, groupMessages(2))
    await flushGroup(client)
    expect(client.ledger.totals()).toMatchObject({messages: 4, duplicates: 2})
    expect(kinds(client)).toEqual(['timestamp-order', 'duplicate-message', 'duplicate-message-id'])
  })

  test('keeps the order of arrival even where timestamps go back', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage(5), groupMessage(1), groupMessage(6)])
    await flushGroup(client)
    expect(client.ledger.messages().map((message) => message.timestamp)).toEqual([at(5), at(1), at(6)])
    expect(client.ledger.violations()).toMatchObject([
      {kind: 'timestamp-order', conversation: 'group/g', messages: 1, detail: expect.stringContaining('messages[1]')},
    ])
  })

  test('gives messages of one millisecond one id when they have none of their own', async () => {
    const client = await rehearse()
    const {message_id: _, ...anonymous} = groupMessage()
    await addToGroup(client, [anonymous, {...anonymous, content: 'other'}])
    const [first, second] = client.ledger.messages()
    expect(first?.message_id).toMatch(/^gen_msg_[0-9a-f]{12}$/)
    expect(second?.message_id).toBe(first?.message_id)
    expect(kinds(client)).toContain('duplicate-message-id')
  })

  test('loses what is above a thousand waiting messages at a flush', async () => {
    const client = await rehearse()
    for (const from of [0, 500, 1000]) await addToGroup(client, groupMessages(from === 1000 ? 7 : 500, from))
    await flushGroup(client)
    expect(client.ledger.totals().states).toEqual({extracted: 1000, lost: 7})
    expect(client.ledger.violations()).toMatchObject([{kind: 'lost', messages: 7}])
  })

  test('makes an episode for the group and one for each of its users', async () => {
    const client = await rehearse()
    await addToGroup(client, [
      groupMessage(0),
      groupMessage(1, {sender_id: 'u2'}),
      groupMessage(2, {sender_id: 'bot', role: 'assistant'}),
    ])
    await flushGroup(client)
    expect(client.ledger.episodes().map((episode) => episode.owner)).toEqual([null, 'u1', 'u2'])
    expect(client.ledger.episodes()[0]?.senders).toBe('["u1","u2"]')
  })
})

describe('an asynchronous add', () => {
  test('is answered 202 with a task, which is processed at the second poll', async () => {
    const client = await rehearse()
    const added = await addToGroup(client, groupMessages(1), {async_mode: true})
    expect(added.status).toBe(202)
    const path = `/api/v1/tasks/${String(added.body.data?.task_id)}`
    expect((await client.get(path)).body.data?.status).toBe('processing')
    expect(client.ledger.totals().states).toEqual({queued: 1})
    expect((await client.get(path)).body.data?.status).toBe('success')
    expect(client.ledger.totals().states).toEqual({buffered: 1})
  })

  test('is out of reach of a flush until it has been processed', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(2), {async_mode: true})
    expect((await flushGroup(client)).body.data?.status).toBe('no_extraction')
    expect(client.ledger.totals().states).toEqual({queued: 2})
    expect(kinds(client)).toEqual(['flush-while-queued', 'unflushed'])
    client.pass(50)
    expect((await flushGroup(client)).body.data?.status).toBe('extracted')
  })

  test('has a task for one hour', async () => {
    const client = await rehearse()
    const added = await addToGroup(client, groupMessages(1), {async_mode: true})
    const path = `/api/v1/tasks/${String(added.body.data?.task_id)}`
    client.pass(3_600_000)
    expect((await client.get(path)).status).toBe(200)
    client.pass(1)
    expect(await client.get(path)).toMatchObject({status: 404, body: {code: 'HTTP_ERROR'}})
    expect(kinds(client)).toContain('task-expired')
  })

  test('can fail afterwards', async () => {
    const client = await rehearse({faults: [{on: 'add', do: {failTask: true}}]})
    const added = await addToGroup(client, groupMessages(1), {async_mode: true})
    client.pass(50)
    expect((await client.get(`/api/v1/tasks/${String(added.body.data?.task_id)}`)).body.data?.status).toBe('failed')
    expect(client.ledger.totals()).toMatchObject({messages: 0, states: {failed: 1}})
  })

  test('that failed is no reason to take the same messages for late ones', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {failTask: true}}]})
    for (let i = 0; i < 2; i += 1) {
      await addToGroup(client, groupMessages(2), {async_mode: true})
      client.pass(50)
      await client.post('/api/v1/memories/group/flush', {group_id: 'g'})
    }
    expect(kinds(client)).toEqual([])
  })

  test('may be acknowledged without any id to ask for', async () => {
    const client = await rehearse({acknowledgement: 'flat'})
    const {body} = await addToGroup(client, groupMessages(1), {async_mode: true})
    expect(body).toEqual({
      message: 'Request accepted, processing in background',
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'queued',
    })
  })

  test('is the default, and leaving it to the default is noted', async () => {
    const client = await rehearse()
    expect((await addToGroup(client, groupMessages(1), {async_mode: undefined})).status).toBe(202)
    expect(kinds(client)).toContain('async-mode-omitted')
  })
})
