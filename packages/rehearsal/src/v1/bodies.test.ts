import {describe, expect, test} from 'vitest'
import {at, groupMessage, groupMessages, rehearse} from '../client.test.fixture.js'

const GROUP = '/api/v1/memories/group'
const PERSONAL = '/api/v1/memories'
const AGENT = '/api/v1/memories/agent'

const group = (message: Record<string, unknown>) => ({group_id: 'g', async_mode: true, messages: [message]})
const personal = (message: Record<string, unknown>) => ({user_id: 'u', async_mode: true, messages: [message]})
const said = (over: Record<string, unknown> = {}) => ({role: 'user', timestamp: at(), content: 'hi', ...over})
const call = {id: 'c1', type: 'function', function: {name: 'f', arguments: '{}'}}
const reserved = (field: string) =>
  `${field} must not start with reserved prefix 'gen_'. IDs starting with 'gen_' are reserved for system-generated values.`

describe('v1 takes', () => {
  test.each<[string, string, unknown]>([
    ['a group message with every field', GROUP, group(groupMessage())],
    ['a group message with a sender only', GROUP, group(said({sender_id: 'a'}))],
    ['a null name and id', GROUP, group(groupMessage(0, {sender_name: null, message_id: null}))],
    ['an assistant in a group', GROUP, group(groupMessage(0, {role: 'assistant'}))],
    [
      'content items of any type',
      GROUP,
      group(
        groupMessage(0, {
          content: [
            {type: 'text', text: 'x'},
            {type: 'image', uri: 'k'},
          ],
        }),
      ),
    ],
    [
      'items that say content instead of text',
      GROUP,
      group(groupMessage(0, {content: [{type: 'text', content: 'x'}]})),
    ],
    ['group_meta', GROUP, {...group(groupMessage()), group_meta: {name: 'N'}}],
    ['500 messages', GROUP, {group_id: 'g', async_mode: true, messages: groupMessages(500)}],
    ['a time before 1970', GROUP, group(groupMessage(0, {timestamp: -1}))],
    ['any characters in ids', GROUP, {...group(groupMessage(0, {sender_id: 'Zoë / 7: x'})), group_id: 'a b/é'}],
    ['a personal message without sender', PERSONAL, personal(said())],
    ['the user as sender of a user message', PERSONAL, personal(said({sender_id: 'u'}))],
    ['an assistant with an id of its own', PERSONAL, personal(said({role: 'assistant', sender_id: 'bot'}))],
    ['a session', PERSONAL, {...personal(said()), session_id: 's'}],
    ['a null session', PERSONAL, {...personal(said()), session_id: null}],
    ['a tool result', AGENT, personal(said({role: 'tool', tool_call_id: 'c1'}))],
    ['an assistant that only calls tools', AGENT, personal(said({role: 'assistant', content: '', tool_calls: [call]}))],
    ['no content beside tool calls', AGENT, personal({role: 'assistant', timestamp: at(), tool_calls: [call]})],
  ])('%s', async (_, path, body) => {
    const client = await rehearse()
    expect(await client.post(path, body)).toMatchObject({status: 202, body: {data: {status: 'queued'}}})
  })
})

describe('v1 refuses, with the first problem,', () => {
  test.each<[string, string, unknown, string]>([
    ['a body that is no object', GROUP, [], 'Input should be a valid dictionary or object to extract fields from'],
    ['a missing group', GROUP, {messages: groupMessages(1)}, 'Field required: group_id'],
    ['an empty group', GROUP, {...group(groupMessage()), group_id: ''}, 'Missing required field: group_id'],
    [
      'a group that is no text',
      GROUP,
      {...group(groupMessage()), group_id: 7},
      'Input should be a valid string: group_id',
    ],
    ['a reserved group', GROUP, {...group(groupMessage()), group_id: 'gen_x'}, reserved('group_id')],
    [
      'a group_meta that is no object',
      GROUP,
      {...group(groupMessage()), group_meta: 'x'},
      'Input should be a valid dictionary: group_meta',
    ],
    ['missing messages', GROUP, {group_id: 'g'}, 'Field required: messages'],
    [
      'no messages',
      GROUP,
      {group_id: 'g', messages: []},
      'List should have at least 1 item after validation, not 0: messages',
    ],
    [
      '501 messages',
      GROUP,
      {group_id: 'g', messages: groupMessages(501)},
      'List should have at most 500 items after validation, not 501: messages',
    ],
    ['messages that are no list', GROUP, {group_id: 'g', messages: {}}, 'Input should be a valid list: messages'],
    [
      'a message that is no object',
      GROUP,
      {group_id: 'g', messages: ['x']},
      'Input should be a valid dictionary or object to extract fields from: messages -> 0',
    ],
    [
      'a missing role',
      GROUP,
      group({sender_id: 'a', timestamp: at(), content: 'x'}),
      'Field required: messages -> 0 -> role',
    ],
    [
      'another role',
      GROUP,
      group(groupMessage(0, {role: 'system'})),
      "Invalid value for messages[].role: 'system'. Must be 'user' or 'assistant'",
    ],
    [
      'a tool outside of the agent path',
      GROUP,
      group(groupMessage(0, {role: 'tool'})),
      "Invalid value for messages[].role: 'tool'. Must be 'user' or 'assistant'",
    ],
    ['an empty role', GROUP, group(groupMessage(0, {role: ''})), 'Missing required field: messages[].role'],
    [
      'a missing time',
      GROUP,
      group({role: 'user', sender_id: 'a', content: 'x'}),
      'Field required: messages -> 0 -> timestamp',
    ],
    [
      'a time as text',
      GROUP,
      group(groupMessage(0, {timestamp: '2023-11-14'})),
      'Input should be a valid integer: messages -> 0 -> timestamp',
    ],
    [
      'a time with a fraction',
      GROUP,
      group(groupMessage(0, {timestamp: 1.5})),
      'Input should be a valid integer: messages -> 0 -> timestamp',
    ],
    ['the time 0', GROUP, group(groupMessage(0, {timestamp: 0})), 'Missing required field: messages[].timestamp'],
    [
      'missing content',
      GROUP,
      group({role: 'user', sender_id: 'a', timestamp: at()}),
      'Field required: messages -> 0 -> content',
    ],
    [
      'empty content',
      GROUP,
      group(groupMessage(0, {content: ''})),
      'Value error, messages[].content must not be empty: messages -> 0',
    ],
    [
      'no content items',
      GROUP,
      group(groupMessage(0, {content: []})),
      'Value should have at least 1 item after validation, not 0: messages -> 0 -> content',
    ],
    [
      'null content',
      GROUP,
      group(groupMessage(0, {content: null})),
      'Input should be a valid string: messages -> 0 -> content -> str',
    ],
    [
      'an item without type',
      GROUP,
      group(groupMessage(0, {content: [{text: 'x'}]})),
      'Input should be a valid string: messages -> 0 -> content -> str',
    ],
    [
      'half a surrogate pair',
      GROUP,
      group(groupMessage(0, {content: 'a\ud800'})),
      'Input should be a valid string, unable to parse raw data as a unicode string: messages -> 0 -> content',
    ],
    [
      'the second message',
      GROUP,
      {group_id: 'g', messages: [groupMessage(), {}]},
      'Field required: messages -> 1 -> role',
    ],
    [
      'a missing sender in a group',
      GROUP,
      group(said()),
      'Value error, messages[0].sender_id is required for group add',
    ],
    [
      'an empty sender in a group',
      GROUP,
      group(said({sender_id: ''})),
      'Value error, messages[0].sender_id is required for group add',
    ],
    ['a reserved sender', GROUP, group(groupMessage(0, {sender_id: 'gen_a'})), reserved('sender_id')],
    ['a reserved message id', GROUP, group(groupMessage(0, {message_id: 'gen_a'})), reserved('message_id')],
    [
      'an async_mode that is no flag',
      GROUP,
      {...group(groupMessage()), async_mode: 'maybe'},
      'Input should be a valid boolean: async_mode',
    ],
    ['a missing user', PERSONAL, {messages: [said()]}, 'Field required: user_id'],
    ['an empty user', PERSONAL, {...personal(said()), user_id: ''}, 'Missing required field: user_id'],
    [
      'the session -1',
      PERSONAL,
      {...personal(said()), session_id: '-1'},
      "session_id must not be '-1'. This value is reserved for system use when session isolation is not applicable.",
    ],
    [
      'a session that is no text',
      PERSONAL,
      {...personal(said()), session_id: 5},
      'Input should be a valid string: session_id',
    ],
    [
      'another sender of a user message',
      PERSONAL,
      personal(said({sender_id: 'x'})),
      'sender_id mismatch: role=user requires sender_id=u, got x',
    ],
    [
      'the user as an assistant',
      PERSONAL,
      personal(said({role: 'assistant', sender_id: 'u'})),
      'sender_id conflict: role=assistant cannot use user_id as sender_id',
    ],
    [
      'a tool in a personal message',
      PERSONAL,
      personal(said({role: 'tool'})),
      "Invalid value for messages[].role: 'tool'. Must be 'user' or 'assistant'",
    ],
    [
      'a tool result without a call',
      AGENT,
      personal(said({role: 'tool'})),
      "Missing required field: messages[].tool_call_id (required when role='tool')",
    ],
    [
      'an assistant that says and calls nothing',
      AGENT,
      personal({role: 'assistant', timestamp: at()}),
      'Missing required field: messages[].content (must be a non-empty string or array)',
    ],
    [
      'arguments that are an object',
      AGENT,
      personal(said({role: 'assistant', tool_calls: [{...call, function: {name: 'f', arguments: {}}}]})),
      'Input should be a valid string: messages -> 0 -> tool_calls -> 0 -> function -> arguments',
    ],
    [
      'another role in the agent path',
      AGENT,
      personal(said({role: 'system'})),
      "Invalid value for messages[].role: 'system'. Must be 'user', 'assistant', or 'tool'",
    ],
    ['a flush without a group', '/api/v1/memories/group/flush', {}, 'Field required: group_id'],
    ['a flush of an empty group', '/api/v1/memories/group/flush', {group_id: ''}, 'Missing required field: group_id'],
    ['a flush without a user', '/api/v1/memories/flush', {session_id: 's'}, 'Field required: user_id'],
    [
      'a flush of the session -1',
      '/api/v1/memories/flush',
      {user_id: 'u', session_id: '-1'},
      "session_id must not be '-1'. This value is reserved for system use when session isolation is not applicable.",
    ],
  ])('%s', async (_, path, body, message) => {
    const client = await rehearse()
    const answer = await client.post(path, body)
    expect(answer).toMatchObject({status: 422, body: {code: 'HTTP_ERROR', message, path}})
    expect(answer.body).toEqual({
      code: 'HTTP_ERROR',
      message,
      path,
      request_id: answer.headers.get('x-request-id'),
      timestamp: '2026-01-01T00:00:00+00:00',
    })
    expect(client.ledger.totals().messages).toBe(0)
  })

  test('a year after 9999 with its general error', async () => {
    const client = await rehearse()
    const answer = await client.post(GROUP, group(groupMessage(0, {timestamp: 253_402_300_800_000})))
    expect(answer).toMatchObject({status: 500, body: {message: 'Failed to store memory, please try again later'}})
  })
})
