import {expect, test} from 'vitest'
import {addToGroup, flushGroup, groupMessages, rehearse} from '../client.test.fixture.js'

test('the ledger can be read from another process', async () => {
  const client = await rehearse({key: 'secret'})
  const headers = {authorization: 'Bearer secret'}
  await client.post('/api/v1/memories/group', {group_id: 'g', async_mode: false, messages: groupMessages(2)}, headers)
  expect((await client.get('/__rehearsal/ledger')).body).toMatchObject({
    messages: 2,
    conversations: 1,
    duplicates: 0,
    violations: {unflushed: 2},
    by_conversation: [{group_id: 'g', messages: 2}],
    violation_list: [{kind: 'unflushed', conversation: 'group/g'}],
  })
  expect(client.ledger.totals().requests).toBe(1)
})

test('messages can be read by conversation', async () => {
  const client = await rehearse()
  for (const group of ['g', 'h']) await addToGroup(client, groupMessages(2), {group_id: group})
  expect((await client.get('/__rehearsal/messages?group_id=h')).body).toMatchObject([
    {message_id: 'm0'},
    {message_id: 'm1'},
  ])
  expect((await client.get('/__rehearsal/messages')).body).toHaveLength(4)
  expect((await client.get('/__rehearsal/messages?group_id=none')).body).toEqual([])
})

test('requests, flushes and episodes can be read', async () => {
  const client = await rehearse()
  await addToGroup(client, groupMessages(1))
  await flushGroup(client)
  expect((await client.get('/__rehearsal/requests')).body).toMatchObject([{kind: 'add'}, {kind: 'flush'}])
  expect((await client.get('/__rehearsal/flushes')).body).toMatchObject([{status: 'extracted'}])
  expect((await client.get('/__rehearsal/episodes?group_id=g')).body).toHaveLength(2)
})

test('faults can be added, listed and cleared', async () => {
  const client = await rehearse()
  const faults = [{on: 'add', nth: 1, do: {status: 500}}, {ratePerSecond: 9}]
  expect((await client.post('/__rehearsal/faults', faults)).body).toMatchObject(faults)
  expect((await addToGroup(client, groupMessages(1))).status).toBe(500)
  expect((await client.post('/__rehearsal/faults', {maxBodyBytes: 9})).body).toHaveLength(3)
  expect((await client.send('DELETE', '/__rehearsal/faults')).body).toEqual([])
  expect((await client.get('/__rehearsal/faults')).body).toEqual([])
})

test.each<[string, string, unknown, number]>([
  ['GET', 'nothing', undefined, 404],
  ['POST', 'faults', {on: 'add'}, 422],
  ['POST', 'faults', '{', 400],
])('%s %s is refused', async (method, path, body, status) => {
  const client = await rehearse()
  const answer = await client.send(method, `/__rehearsal/${path}`, body)
  expect([answer.status, typeof answer.body.error]).toEqual([status, 'string'])
})
