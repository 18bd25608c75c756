import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {addToGroup, at, type Client, flushGroup, groupMessage, groupMessages, rehearse} from '../client.test.fixture.js'

const kinds = (client: Client) => client.ledger.violations().map((violation) => violation.kind)

describe('the ledger', () => {
  test('tells every message in server order', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(2))
    await addToGroup(client, [groupMessage(2, {content: [{type: 'text', text: 'x'}]})])
    expect(client.ledger.messages({group_id: 'g'})).toEqual([
      expect.objectContaining({
        message_id: 'm0',
        timestamp: at(0),
        content: 'text 0',
        request: 1,
        index: 0,
        cell: null,
      }),
      expect.objectContaining({
        message_id: 'm1',
        sender_id: 'u1',
        sender_name: 'Ann',
        role: 'user',
        request: 1,
        index: 1,
      }),
      expect.objectContaining({message_id: 'm2', content: [{type: 'text', text: 'x'}], state: 'buffered', request: 2}),
    ])
  })

  test('counts by conversation', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(3))
    await flushGroup(client)
    await addToGroup(client, groupMessages(1), {group_id: 'h'})
    expect(client.ledger.conversations()).toMatchObject([
      {
        conversation: 'group/g',
        messages: 3,
        flushes: 1,
        flushed: true,
        cells: 1,
        episodes: 2,
        states: {extracted: 3},
        violations: {},
      },
      {
        conversation: 'group/h',
        messages: 1,
        flushes: 0,
        flushed: false,
        cells: 0,
        episodes: 0,
        states: {buffered: 1},
        violations: {unflushed: 1},
      },
    ])
    expect(client.ledger.flushes({group_id: 'g'})).toMatchObject([{status: 'extracted', messages: 3, request: 2}])
  })

  test('remembers every request', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(2))
    await client.get('/api/v1/groups/none')
    await client.get('/nowhere')
    expect(client.ledger.requests()).toEqual([
      {
        id: 1,
        at: Date.UTC(2026, 0, 1),
        method: 'POST',
        path: '/api/v1/memories/group',
        kind: 'add',
        conversation: 'group/g',
        messages: 2,
        overlaps: 0,
        status: 200,
        outcome: 'answered',
        fault: null,
        committed: true,
      },
      expect.objectContaining({id: 2, kind: 'other', status: 404, conversation: null}),
      expect.objectContaining({id: 3, kind: null, status: 404, committed: false}),
    ])
  })

  test('is taken up again from a kept file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'rehearsal-test-'))
    try {
      const storage = join(directory, 'kept.db')
      const first = await rehearse({storage})
      await addToGroup(first, groupMessages(2))
      await first.close()
      const second = await rehearse({storage})
      await addToGroup(second, groupMessages(2))
      await flushGroup(second)
      expect(second.ledger.totals()).toMatchObject({messages: 4, duplicates: 2, requests: 3, states: {extracted: 4}})
      expect(second.ledger.requests().map((request) => request.id)).toEqual([1, 2, 3])
    } finally {
      rmSync(directory, {recursive: true})
    }
  })

  test('is the same in a temporary file', async () => {
    const client = await rehearse({storage: ':temporary:'})
    await addToGroup(client, groupMessages(120))
    expect(client.ledger.messages()).toHaveLength(120)
  })
})

describe('violations', () => {
  test('are none when all is done as it ought to be', async () => {
    const client = await rehearse()
    for (const from of [0, 10, 20]) {
      await addToGroup(client, groupMessages(10, from))
      await flushGroup(client)
    }
    expect(client.ledger.violations()).toEqual([])
    expect(client.ledger.totals().violations).toEqual({})
  })

  test('two writes to one conversation at once', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {delay: 40}}]})
    await Promise.all([addToGroup(client, groupMessages(1)), addToGroup(client, groupMessages(1, 1))])
    expect(kinds(client)).toContain('overlap')
    expect(
      client.ledger
        .requests()
        .map((request) => request.overlaps)
        .sort(),
    ).toEqual([0, 1])
  })

  test('not two writes to two conversations', async () => {
    const client = await rehearse({faults: [{on: 'add', do: {delay: 20}}]})
    await Promise.all([addToGroup(client, groupMessages(1)), addToGroup(client, groupMessages(1), {group_id: 'h'})])
    expect(kinds(client)).not.toContain('overlap')
  })

  test('not one write after the other, however fast', async () => {
    const client = await rehearse()
    for (let n = 0; n < 100; n += 1) await addToGroup(client, groupMessages(1, n))
    expect(kinds(client)).toEqual(['unflushed'])
  })

  test('a retry before the end of Retry-After', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {status: 429, retryAfter: 2}}]})
    await addToGroup(client, groupMessages(1))
    client.pass(1500)
    await addToGroup(client, groupMessages(1))
    expect(client.ledger.violations()).toMatchObject([
      {kind: 'retry-too-soon', request: 2, detail: '500 ms before Retry-After was over'},
      {kind: 'unflushed'},
    ])
  })

  test('not a retry at its end', async () => {
    const client = await rehearse({faults: [{on: 'add', nth: 1, do: {status: 429, retryAfter: 2}}]})
    await addToGroup(client, groupMessages(1))
    client.pass(2000)
    await addToGroup(client, groupMessages(1))
    expect(kinds(client)).toEqual(['unflushed'])
  })

  test('one id for two messages', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage(0), groupMessage(1, {message_id: 'm0'})])
    expect(client.ledger.violations()).toMatchObject([{kind: 'duplicate-message-id', messages: 1}, {kind: 'unflushed'}])
  })

  test('not one message in two conversations', async () => {
    const client = await rehearse()
    for (const group of ['g', 'h']) {
      await addToGroup(client, groupMessages(1), {group_id: group})
      await flushGroup(client, group)
    }
    expect(client.ledger.violations()).toEqual([])
  })

  test('messages after the last flush', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(1))
    await flushGroup(client)
    await addToGroup(client, groupMessages(2, 1))
    expect(client.ledger.violations()).toMatchObject([{kind: 'unflushed', conversation: 'group/g', messages: 2}])
  })

  test('keys that the server does not read', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage(0, {reply_to: 'm9'})], {session_id: 's'})
    expect(client.ledger.violations().map((violation) => violation.detail)).toEqual([
      'session_id',
      'messages[].reply_to',
      '1 messages wait for a flush',
    ])
  })

  test('are counted by message', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage(5), groupMessage(3), groupMessage(4), groupMessage(6)])
    expect(client.ledger.totals().violations).toEqual({'timestamp-order': 2, unflushed: 4})
  })
})
