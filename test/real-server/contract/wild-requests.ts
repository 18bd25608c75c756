import fc from 'fast-check'
import type {Case} from './cases.js'

/** Whose memories are asked for: nobody's, since search does not rank on the rehearsal server and everos indexes a little later. */
const NOBODY = 'nobody'
const SESSIONS = ['wild a', 'wild b', 'wild-ü', 'wild/d']
const T = Date.UTC(2025, 2, 31, 21, 20)

const text = fc.constantFrom('hi', '', ' ', 'é 漢 😀', 'a\u0000b', 'line\nline', 'o\'b"x \\ {', 'x'.repeat(500))
const items = fc.array(
  fc.oneof(
    {weight: 6, arbitrary: text.map((value) => ({type: 'text', text: value}))},
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...[{type: 'text'}, {type: 'text', text: null, name: 'n'}, {type: 'text', text: 'a', extras: {a: [1, null]}}],
        ...[
          {type: 'image', uri: 'http://127.0.0.1/x.png'},
          {type: 'pdf', base64: 'aGk='},
          {type: 'audio', base64: 'a'},
        ],
        ...[
          {type: 'doc', uri: 'file:///nowhere', base64: 'aGk='},
          {type: 'html', text: '<p>'},
          {type: 'email', uri: ''},
        ],
      ),
    },
  ),
  {maxLength: 3},
)
const toolCall = {id: 'c', function: {name: 'f', arguments: '{}'}}
const message = fc.record(
  {
    sender_id: fc.constantFrom('alice', 'bob', 'A.b+c@d_-', 'é'.normalize('NFD').slice(0, 1)),
    sender_name: fc.constantFrom(undefined, null, '', 'Alice', '李'),
    role: fc.constantFrom('user', 'user', 'user', 'assistant'),
    timestamp: fc
      .tuple(fc.constantFrom(T, T + 1, T - 86_400_000, T / 1000, 8_000_000_000_123, 1_000_000_000_000), fc.nat(3))
      .map(([at, more]) => at + more),
    content: fc.oneof(text, items),
    tool_calls: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      null,
      [],
      [toolCall],
      [{...toolCall, type: 'x', more: 1}],
    ),
    tool_call_id: fc.constantFrom(undefined, undefined, null, 'c'),
    more: fc.constantFrom(undefined, undefined, undefined, 1),
  },
  {noNullPrototype: true},
)
const scope = {
  session_id: fc.constantFrom(...SESSIONS),
  app_id: fc.constantFrom(undefined, undefined, 'wild', 'wild.app_1@x+y'),
  project_id: fc.constantFrom(undefined, undefined, 'wild'),
}
const plain = {noNullPrototype: true}

const add = fc.record(
  {...scope, messages: fc.array(message, {minLength: 1, maxLength: 5}), defer_extraction: fc.boolean()},
  plain,
)
const flush = fc.record(scope, plain)

const operand = fc.constantFrom<unknown>(
  ...[...SESSIONS, 'x', '', T, T / 1000, 1.5, -1, 0, true, null, [], ['x'], ['x', null], [T], '2025-03-31', '20250331'],
  ...['2025-03-31T12:00', '2025-03-31 12:00:00.123456+02:00', '2025-03-31T12:00:00Z', '2025-13-01', "20'5", {}, 1e15],
)
const clause = fc.oneof(
  operand,
  fc.dictionary(fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'like'), operand, {maxKeys: 2, ...plain}),
)
const field = fc.constantFrom(
  'session_id',
  'session_id',
  'timestamp',
  'sender_id',
  'parent_id',
  'parent_type',
  'app_id',
  'foo',
)
const {node} = fc.letrec<{node: unknown}>((tie) => ({
  node: fc
    .tuple(
      fc.dictionary(field, clause, {maxKeys: 2, ...plain}),
      fc.dictionary(
        fc.constantFrom('AND', 'OR'),
        fc.oneof({maxDepth: 2}, fc.constantFrom<unknown>(null, [], {}, 'x'), fc.array(tie('node'), {maxLength: 2})),
        {maxKeys: 1, ...plain},
      ),
    )
    .map(([fields, combinators]) => ({...fields, ...combinators})),
}))
const filters = fc.oneof(
  node,
  fc.constantFrom(...SESSIONS).map((session_id) => ({session_id})),
  fc.constant(undefined),
)
const reading = {app_id: scope.app_id, project_id: scope.project_id, filters}
const search = fc.record(
  {
    user_id: fc.constant(NOBODY),
    query: fc.constantFrom('x', 'hi there', '漢'),
    method: fc.constantFrom('keyword', 'keyword', 'keyword', 'hybrid'),
    top_k: fc.constantFrom(undefined, -1, 1, 100),
    radius: fc.constantFrom(undefined, null, 0, 0.5, 1),
    include_profile: fc.constantFrom(undefined, true, false),
    ...reading,
  },
  plain,
)
const get = fc.record(
  {
    user_id: fc.constant(NOBODY),
    memory_type: fc.constantFrom('episode', 'profile'),
    page: fc.constantFrom(undefined, 1, 2),
    page_size: fc.constantFrom(undefined, 1, 100),
    sort_by: fc.constantFrom(undefined, 'timestamp', 'updated_at'),
    sort_order: fc.constantFrom(undefined, 'asc', 'desc'),
    ...reading,
  },
  plain,
)

const KEYS = [
  ...[
    'session_id',
    'app_id',
    'project_id',
    'messages',
    'defer_extraction',
    'sender_id',
    'sender_name',
    'role',
    'timestamp',
    'content',
  ],
  ...[
    'tool_calls',
    'tool_call_id',
    'user_id',
    'agent_id',
    'query',
    'method',
    'top_k',
    'radius',
    'min_score',
    'memory_type',
    'page',
  ],
  ...['page_size', 'sort_by', 'sort_order', 'filters', 'include_profile', 'enable_llm_rerank', 'more'],
]
const wild = fc.constantFrom<unknown>(
  ...[undefined, null, true, false, 0, 1, -1, 1.5, 101, 501, 2 ** 53, 1e18, 1e21, 253_402_300_800_000, T],
  ...[
    '',
    ' ',
    'x',
    'yes',
    'NO',
    'on',
    '5',
    ' 7 ',
    '1.0',
    '1_0',
    '1e3',
    '٣',
    '0.5',
    'user',
    'tool',
    'episode',
    'agent_case',
    'asc',
  ],
  ...[
    'é',
    '😀',
    '\ud800',
    '.',
    '..',
    '.index',
    'default_app',
    'default_project',
    'CON',
    'a.',
    'a b',
    'a\n',
    'x'.repeat(128),
  ],
  ...[
    'x'.repeat(129),
    '😀'.repeat(128),
    [],
    {},
    [null],
    ['x'],
    [{}],
    {a: 1},
    [{type: 'text', text: 'x', more: 1}],
    [toolCall],
  ],
)

/** A body that is right but for one field, somewhere in it. */
const spoilt = (body: fc.Arbitrary<object>) =>
  fc.tuple(body, fc.constantFrom(...KEYS), wild, fc.nat(4)).map(([given, key, value, place]) => {
    const {messages} = given as {messages?: object[]}
    const of = new Set(['sender_id', 'sender_name', 'role', 'timestamp', 'content', 'tool_calls', 'tool_call_id'])
    if (messages === undefined || !of.has(key)) return {...given, [key]: value}
    return {
      ...given,
      messages: messages.map((one, index) => (index === place % messages.length ? {...one, [key]: value} : one)),
    }
  })

const to =
  (path: string) =>
  (body: unknown): Case => ({path: `/api/v2/memory/${path}`, body})
const request = fc.oneof(
  {weight: 3, arbitrary: add.map(to('add'))},
  {weight: 4, arbitrary: spoilt(add).map(to('add'))},
  {weight: 1, arbitrary: flush.map(to('flush'))},
  {weight: 1, arbitrary: spoilt(flush).map(to('flush'))},
  {weight: 2, arbitrary: search.map(to('search'))},
  {weight: 2, arbitrary: spoilt(search).map(to('search'))},
  {weight: 2, arbitrary: get.map(to('get'))},
  {weight: 2, arbitrary: spoilt(get).map(to('get'))},
)

/** Requests, good ones and such that have one fault; of one seed always the same. */
export function wildRequests(seed: number, count: number): Case[] {
  return fc.sample(request, {seed, numRuns: count})
}

/** What to look at when they have been sent. */
export const WILD_SESSIONS: readonly Record<string, string>[] = SESSIONS.flatMap((session_id) =>
  [{}, {app_id: 'wild'}, {app_id: 'wild.app_1@x+y'}].flatMap((app) =>
    [{}, {project_id: 'wild'}].map((project) => ({session_id, ...app, ...project})),
  ),
)
export const WILD_SENDERS = ['alice', 'bob', 'A.b+c@d_-', 'e', 'x', 'user', 'tool']
