import {describe, expect, test} from 'vitest'
import {at, rehearse, sessionMessage, sessionMessages} from '../client.test.fixture.js'
import type {Mode} from '../options.js'

const ADD = '/api/v2/memory/add'
const FLUSH = '/api/v2/memory/flush'
const SEARCH = '/api/v2/memory/search'
const GET = '/api/v2/memory/get'

const one = (over: Record<string, unknown> = {}) => ({session_id: 's', messages: [sessionMessage(0, over)]})
const scoped = (over: Record<string, unknown>) => ({...one(), ...over})
const search = (over: Record<string, unknown>) => ({user_id: 'u', query: 'x', ...over})
const get = (over: Record<string, unknown>) => ({user_id: 'u', memory_type: 'episode', ...over})

describe.each<Mode>(['v2-cloud', 'v2-self-hosted'])('%s', (mode) => {
  test.each<[string, string, unknown]>([
    ['a message with every field', ADD, one({tool_calls: null, tool_call_id: null})],
    ['a message without a name', ADD, one({sender_name: null})],
    ['empty content', ADD, one({content: ''})],
    ['text items', ADD, one({content: [{type: 'text', text: 'x'}]})],
    ['a tool result', ADD, one({role: 'tool', tool_call_id: 'c'})],
    ['any characters in a session', ADD, {...one(), session_id: 'a/b é'}],
    ['128 characters beyond the first plane', ADD, {...one(), session_id: '😀'.repeat(128)}],
    ['an app and a project', ADD, scoped({app_id: 'my-app_1.0@x+y', project_id: 'p'})],
    ['500 messages', ADD, {session_id: 's', messages: sessionMessages(500)}],
    ['a flush of what is not there', FLUSH, {session_id: 'nowhere'}],
    [
      'a search with everything',
      SEARCH,
      search({method: 'keyword', top_k: 100, radius: 0, min_score: 1, include_profile: true, filters: null}),
    ],
    ['a search for an agent', SEARCH, {agent_id: 'a', query: 'x', method: 'keyword'}],
    [
      'a page of profiles',
      GET,
      get({memory_type: 'profile', page: 2, page_size: 100, sort_by: 'updated_at', sort_order: 'asc'}),
    ],
    ['agent cases', GET, {agent_id: 'a', memory_type: 'agent_case'}],
  ])('takes %s', async (_, path, body) => {
    const client = await rehearse({mode})
    expect([200, 202]).toContain((await client.post(path, body)).status)
  })

  test.each<[string, string, unknown, string]>([
    ['a body that is no object', ADD, 'null', 'Input should be a valid dictionary or object to extract fields from'],
    ['a missing session', ADD, {messages: sessionMessages(1)}, 'Field required: session_id'],
    ['an empty session', ADD, {...one(), session_id: ''}, 'String should have at least 1 character: session_id'],
    [
      'a long session',
      ADD,
      {...one(), session_id: 'x'.repeat(129)},
      'String should have at most 128 characters: session_id',
    ],
    ['capitals in an app', ADD, scoped({app_id: 'App'}), "String should match pattern '^[a-z0-9_.@+-]+$': app_id"],
    [
      'a dot at the end of an app',
      ADD,
      scoped({app_id: 'a.'}),
      'Value error, Scope identifiers must not end with a dot: app_id',
    ],
    [
      'a device as a project',
      ADD,
      scoped({project_id: 'con'}),
      "Value error, 'con' is a reserved filesystem device name: project_id",
    ],
    [
      'a reserved app',
      ADD,
      scoped({app_id: 'default_app'}),
      "Value error, 'default_app' is a reserved app identifier: app_id",
    ],
    [
      'no messages',
      ADD,
      {session_id: 's', messages: []},
      'List should have at least 1 item after validation, not 0: messages',
    ],
    [
      '501 messages',
      ADD,
      {session_id: 's', messages: sessionMessages(501)},
      'List should have at most 500 items after validation, not 501: messages',
    ],
    [
      'a missing sender',
      ADD,
      {session_id: 's', messages: [{role: 'user', timestamp: at(), content: 'x'}]},
      'Field required: messages.0.sender_id',
    ],
    [
      'a space in a sender',
      ADD,
      one({sender_id: 'a b'}),
      "String should match pattern '^[a-zA-Z0-9_.@+-]+$': messages.0.sender_id",
    ],
    [
      'a colon in a sender',
      ADD,
      one({sender_id: 'slack:U1'}),
      "String should match pattern '^[a-zA-Z0-9_.@+-]+$': messages.0.sender_id",
    ],
    [
      'a path as a sender',
      ADD,
      one({sender_id: '..'}),
      "Value error, '.' and '..' are reserved (path traversal): messages.0.sender_id",
    ],
    [
      'a long sender',
      ADD,
      one({sender_id: 'x'.repeat(129)}),
      'String should have at most 128 characters: messages.0.sender_id',
    ],
    ['a name that is no text', ADD, one({sender_name: 7}), 'Input should be a valid string: messages.0.sender_name'],
    ['another role', ADD, one({role: 'system'}), "Input should be 'user', 'assistant' or 'tool': messages.0.role"],
    ['a time as text', ADD, one({timestamp: '2024-01-01'}), 'Input should be a valid integer: messages.0.timestamp'],
    ['the time 0', ADD, one({timestamp: 0}), 'Input should be greater than 0: messages.0.timestamp'],
    ['null content', ADD, one({content: null}), 'Input should be a valid string: messages.0.content.str'],
    [
      'an item with an unknown key',
      ADD,
      one({content: [{type: 'text', text: 'x', colour: 'red'}]}),
      'Input should be a valid string: messages.0.content.str',
    ],
    [
      'a tool result without a call',
      ADD,
      one({role: 'tool'}),
      "Value error, tool_call_id is required when role is 'tool': messages.0",
    ],
    [
      'the third message',
      ADD,
      {session_id: 's', messages: [...sessionMessages(2), {}]},
      'Field required: messages.2.sender_id',
    ],
    ['a flush without a session', FLUSH, {}, 'Field required: session_id'],
    ['a search for nobody', SEARCH, {query: 'x'}, 'Value error, exactly one of user_id / agent_id must be provided'],
    [
      'a search for two',
      SEARCH,
      search({agent_id: 'a'}),
      'Value error, exactly one of user_id / agent_id must be provided',
    ],
    ['an empty query', SEARCH, search({query: ''}), 'String should have at least 1 character: query'],
    ['top_k 101', SEARCH, search({top_k: 101}), 'Input should be less than or equal to 100: top_k'],
    ['a radius above 1', SEARCH, search({radius: 1.1}), 'Input should be less than or equal to 1: radius'],
    ['an unknown key in a search', SEARCH, search({limit: 5}), 'Extra inputs are not permitted: limit'],
    ['an unknown filter', SEARCH, search({filters: {user_id: 'x'}}), "unsupported filter field: 'user_id'"],
    [
      'a reserved filter',
      SEARCH,
      search({filters: {app_id: 'x'}}),
      "filter field 'app_id' is reserved; pass it at the top of the request",
    ],
    [
      'an unknown operator',
      GET,
      get({filters: {session_id: {like: 'x'}}}),
      "unsupported operator 'like' on field 'session_id'",
    ],
    [
      'an order of senders',
      GET,
      get({filters: {sender_id: {gt: 'x'}}}),
      "operator 'gt' is not supported on array field 'sender_id'",
    ],
    ['a missing type', GET, {user_id: 'u'}, 'Field required: memory_type'],
    [
      'episodes of an agent',
      GET,
      {agent_id: 'a', memory_type: 'episode'},
      "Value error, memory_type 'episode' requires user_id",
    ],
    [
      'skills of a user',
      GET,
      get({memory_type: 'agent_skill'}),
      "Value error, memory_type 'agent_skill' requires agent_id",
    ],
    ['an unknown key in a get', GET, get({limit: 5}), 'Extra inputs are not permitted: limit'],
    ['page 0', GET, get({page: 0}), 'Input should be greater than or equal to 1: page'],
  ])('refuses %s', async (_, path, body, message) => {
    // Of a version whose rule for apps and projects is the Cloud's.
    const client = await rehearse({mode, version: '1.6.0'})
    const answer = await client.post(path, body)
    const rest = mode === 'v2-cloud' ? {} : {timestamp: '2026-01-01T00:00:00+00:00', path}
    expect(answer.status).toBe(422)
    expect(answer.body).toEqual({
      request_id: answer.headers.get('x-request-id'),
      error: {code: 'INVALID_INPUT', message, ...rest},
    })
    expect(client.ledger.totals().messages).toBe(0)
  })
})

test('the Cloud refuses seconds', async () => {
  const client = await rehearse({mode: 'v2-cloud'})
  expect(await client.post(ADD, one({timestamp: 1_700_000_000}))).toMatchObject({
    status: 422,
    body: {error: {message: 'Value error, timestamp must be in milliseconds: messages.0.timestamp'}},
  })
})

test.each<[unknown, number, string]>([
  [[{type: 'image', uri: 'https://x/y.png'}], 503, 'CAPABILITY_UNAVAILABLE'],
  [[{type: 'pdf', base64: 'aGk='}], 503, 'CAPABILITY_UNAVAILABLE'],
  [[{type: 'pdf', base64: 'aGk'}], 415, 'UNSUPPORTED_FORMAT'],
  [[{type: 'doc', uri: 'file:///nowhere'}], 415, 'UNSUPPORTED_FORMAT'],
  [[{type: 'html', text: '<p>'}], 415, 'UNSUPPORTED_FORMAT'],
])('the self-hosted server has no eyes for %j: %i %s', async (content, status, code) => {
  const client = await rehearse({mode: 'v2-self-hosted'})
  expect(await client.post(ADD, one({content}))).toMatchObject({
    status,
    body: {error: {code}},
  })
})

test.each<[string, Record<string, unknown>, number]>([
  ['1.4.2', {app_id: 'Default.'}, 200],
  ['1.4.2', {app_id: 'default_app'}, 200],
  ['1.5.1', {app_id: 'default_app'}, 422],
  ['1.5.1', {project_id: 'default_app'}, 200],
  ['1.5.1', {app_id: 'CON'}, 200],
  ['1.6.0', {app_id: 'CON'}, 422],
])('%s answers the scope %j with %i', async (version, over, status) => {
  const client = await rehearse({mode: 'v2-self-hosted', version})
  expect((await client.post(ADD, scoped(over))).status).toBe(status)
})

test('the Cloud takes pictures', async () => {
  const client = await rehearse({mode: 'v2-cloud'})
  expect((await client.post(ADD, one({content: [{type: 'image', uri: 'https://x/y.png'}]}))).status).toBe(202)
})
