import {describe, expect, test} from 'vitest'
import {
  addToGroup,
  at,
  type Client,
  flushGroup,
  groupMessage,
  groupMessages,
  type Json,
  rehearse,
} from '../client.test.fixture.js'

const search = (client: Client, filters: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  client.post('/api/v1/memories/search', {
    query: 'x',
    method: 'keyword',
    memory_types: ['raw_message'],
    filters,
    ...over,
  })
const get = (client: Client, filters: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  client.post('/api/v1/memories/get', {memory_type: 'episodic_memory', filters, ...over})
const list = (value: Json | undefined) => value as unknown as Record<string, unknown>[]
const ids = (value: Json | undefined) => list(value).map((row) => row.message_id)

describe('searching raw messages', () => {
  test('shows what waits for extraction', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(1))
    const {body} = await search(client, {group_id: 'g'})
    expect(list(body.data?.raw_messages)).toMatchObject([
      {
        message_id: 'm0',
        group_id: 'g',
        session_id: '-1',
        sender_id: 'u1',
        sender_name: 'Ann',
        content_items: [{type: 'text', text: 'text 0'}],
        timestamp: '2023-11-14T22:13:20+00:00',
      },
    ])
    await flushGroup(client)
    expect(list((await search(client, {group_id: 'g'})).body.data?.raw_messages)).toEqual([])
  })

  test('does not show what is still queued', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(1), {async_mode: true})
    expect(list((await search(client, {group_id: 'g'})).body.data?.raw_messages)).toEqual([])
    client.pass(50)
    expect(ids((await search(client, {group_id: 'g'})).body.data?.raw_messages)).toEqual(['m0'])
  })

  test('shows the oldest ones: ten, or as many as top_k up to 100', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(150))
    expect(ids((await search(client, {group_id: 'g'})).body.data?.raw_messages)).toHaveLength(10)
    const most = ids((await search(client, {group_id: 'g'}, {top_k: 100})).body.data?.raw_messages)
    expect([most.length, most[0], most[99]]).toEqual([100, 'm0', 'm99'])
  })

  test('takes user_id for the sender', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage(0), groupMessage(1, {sender_id: 'u2'})])
    expect(ids((await search(client, {group_id: 'g', user_id: 'u2'})).body.data?.raw_messages)).toEqual(['m1'])
  })

  test('finds both sides of a personal conversation by its made-up group', async () => {
    const client = await rehearse()
    const messages = [
      {role: 'user', timestamp: at(), content: 'a'},
      {role: 'assistant', timestamp: at(1), content: 'b'},
    ]
    await client.post('/api/v1/memories', {user_id: 'u', session_id: 's', async_mode: false, messages})
    expect(list((await search(client, {user_id: 'u'})).body.data?.raw_messages)).toHaveLength(1)
    const group = client.ledger.conversations()[0]?.group_id
    expect(group).toMatch(/^gen_solo_[0-9a-f]{12}$/)
    expect(list((await search(client, {group_id: group})).body.data?.raw_messages)).toHaveLength(2)
  })

  test.each([
    ['no scope', {}, {}, "filters must contain at least one of 'user_id' or 'group_id'"],
    ['an empty query', {group_id: 'g'}, {query: ''}, 'query: String should have at least 1 character'],
    [
      'top_k 0',
      {group_id: 'g'},
      {top_k: 0},
      'Value error, top_k must be -1 (return all results) or a positive integer (1-100)',
    ],
    ['top_k 101', {group_id: 'g'}, {top_k: 101}, 'top_k: Input should be less than or equal to 100'],
    [
      'another method',
      {group_id: 'g'},
      {method: 'rrf'},
      "method: Value error, Unknown method: 'rrf'. Allowed: agentic, hybrid, keyword, vector",
    ],
  ])('refuses %s', async (_, filters, over, message) => {
    const client = await rehearse()
    expect(await search(client, filters, over)).toMatchObject({status: 422, body: {message}})
  })
})

describe('getting memories', () => {
  async function remembering() {
    const client = await rehearse()
    for (const [index, group] of ['g', 'h'].entries()) {
      await addToGroup(client, [groupMessage(index * 1000, {sender_id: `u${index}`})], {group_id: group})
      await flushGroup(client, group)
    }
    return client
  }
  const owners = async (client: Client, filters: Record<string, unknown>, over = {}) =>
    list((await get(client, filters, over)).body.data?.episodes).map(({group_id, user_id}) => [group_id, user_id])

  test.each<[string, Record<string, unknown>, unknown]>([
    [
      'a group',
      {group_id: 'g'},
      [
        ['g', 'u0'],
        ['g', null],
      ],
    ],
    ['a user', {user_id: 'u1'}, [['h', 'u1']]],
    [
      'several groups',
      {group_id: {in: ['g', 'h']}, user_id: {in: ['u0', 'u1']}},
      [
        ['h', 'u1'],
        ['g', 'u0'],
      ],
    ],
    [
      'a time',
      {group_id: {in: ['g', 'h']}, timestamp: {gte: at(500)}},
      [
        ['h', 'u1'],
        ['h', null],
      ],
    ],
    [
      'either',
      {group_id: {in: ['g', 'h']}, OR: [{user_id: 'u0'}, {user_id: 'u1'}]},
      [
        ['h', 'u1'],
        ['g', 'u0'],
      ],
    ],
    [
      'what it does not know, as if it were not there',
      {group_id: 'g', colour: 'red'},
      [
        ['g', 'u0'],
        ['g', null],
      ],
    ],
  ])('filters by %s', async (_, filters, expected) => {
    expect(await owners(await remembering(), filters)).toEqual(expected)
  })

  test('pages and counts', async () => {
    const client = await remembering()
    const {body} = await get(client, {group_id: 'g'}, {page: 2, page_size: 1, rank_order: 'asc'})
    expect(body.data).toMatchObject({total_count: 2, count: 1, episodes: [{user_id: 'u0', parent_type: 'memcell'}]})
  })

  test.each([
    [
      'a missing scope',
      {},
      {},
      422,
      "filters: Value error, filters must contain at least one of 'user_id' or 'group_id' at first level",
    ],
    [
      'another type',
      {user_id: 'u'},
      {memory_type: 'x'},
      422,
      'memory_type: Value error, memory_type must be one of: agent_case, agent_skill, episodic_memory, profile',
    ],
    ['a profile of a group', {group_id: 'g'}, {memory_type: 'profile'}, 400, "memory_type 'profile' requires user_id"],
    ['pages of 101', {user_id: 'u'}, {page_size: 101}, 422, 'page_size: Input should be less than or equal to 100'],
  ])('refuses %s', async (_, filters, over, status, message) => {
    expect(await get(await rehearse(), filters, over)).toMatchObject({status, body: {message}})
  })

  test('has nothing of what was deleted, which is gone from the books as well', async () => {
    const client = await remembering()
    expect(await client.post('/api/v1/memories/delete', {group_id: 'g'})).toMatchObject({status: 204, text: ''})
    expect(await owners(client, {group_id: 'g'})).toEqual([])
    expect(client.ledger.messages({group_id: 'g'})).toEqual([])
    expect(await owners(client, {group_id: 'h'})).toHaveLength(2)
    await addToGroup(client, [groupMessage(0, {sender_id: 'u0'})])
    expect(client.ledger.totals().duplicates).toBe(0)
  })

  test('still has the group memory when one of its users is forgotten', async () => {
    const client = await remembering()
    await client.post('/api/v1/memories/delete', {group_id: 'g', user_id: 'u0'})
    expect(await owners(client, {group_id: 'g'})).toEqual([['g', null]])
    expect(client.ledger.messages({group_id: 'g'})).toHaveLength(1)
  })

  test('loses one memory by the id of its cell', async () => {
    const client = await remembering()
    const [episode] = list((await get(client, {group_id: 'g'})).body.data?.episodes)
    await client.post('/api/v1/memories/delete', {memory_id: episode?.parent_id})
    expect(client.ledger.episodes({group_id: 'g'})).toEqual([])
  })

  test.each([[{}], [{session_id: 's'}], [{memory_id: 'x', user_id: 'u'}]])('does not delete by %j', async (body) => {
    expect((await (await rehearse()).post('/api/v1/memories/delete', body)).status).toBe(422)
  })

  test('leaves messages that wait where they are', async () => {
    const client = await rehearse()
    await addToGroup(client, groupMessages(1))
    await client.post('/api/v1/memories/delete', {group_id: 'g'})
    expect(client.ledger.totals().states).toEqual({buffered: 1})
  })
})
