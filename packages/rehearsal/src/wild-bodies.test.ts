import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {at, rehearse} from './client.test.fixture.js'
import type {Mode} from './options.js'

const PATHS: Record<Mode, readonly string[]> = {
  v1: [
    ...['', '/group', '/agent'].flatMap((kind) => [`/api/v1/memories${kind}`, `/api/v1/memories${kind}/flush`]),
    ...['get', 'search', 'delete'].map((verb) => `/api/v1/memories/${verb}`),
    ...['groups', 'senders', 'object/sign'].map((name) => `/api/v1/${name}`),
  ],
  'v2-cloud': ['add', 'flush', 'search', 'get', 'delete', 'delete_by_ids'].map((verb) => `/api/v2/memory/${verb}`),
  'v2-self-hosted': ['add', 'flush', 'search', 'get'].map((verb) => `/api/v2/memory/${verb}`),
}

// Names that the servers read, so that wild values get past the first check now and then.
const KEYS = [
  ...['user_id', 'group_id', 'session_id', 'app_id', 'messages', 'async_mode', 'defer_extraction', 'group_meta'],
  ...['role', 'sender_id', 'sender_name', 'message_id', 'timestamp', 'content', 'tool_calls', 'tool_call_id', 'type'],
  ...[
    'text',
    'query',
    'filters',
    'memory_type',
    'memory_types',
    'memory_ids',
    'top_k',
    'page',
    'AND',
    'OR',
    'in',
    'gte',
  ],
]
const leaf = fc.oneof(
  fc.constantFrom<unknown>('user', 'assistant', 'tool', 'text', 'episode', 'episodic_memory', 'x', '', '-1', 'gen_x'),
  fc.constantFrom<unknown>(at(), 0, -1, 1.5, 1e300, null, true, false, [], {}),
  fc.string({unit: 'binary'}),
)
const {value} = fc.letrec<{value: unknown}>((tie) => ({
  value: fc.oneof(
    {maxDepth: 5, depthSize: 'small'},
    leaf,
    fc.array(tie('value'), {maxLength: 4}),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), {maxKeys: 8}),
  ),
}))
/** A good value, now and then a wild one. */
const mostly = (...good: unknown[]) =>
  fc.oneof({weight: 15, arbitrary: fc.constantFrom(...good)}, {weight: 1, arbitrary: value})
const message = fc.record(
  {
    role: mostly('user', 'assistant'),
    sender_id: mostly('u', 'v', undefined),
    timestamp: mostly(at(), at(1), at(86_400_000), 1_700_000_000),
    content: mostly('x', '', [{type: 'text', text: 'y'}]),
    tool_calls: mostly(undefined),
    tool_call_id: mostly(undefined, 'c'),
    message_id: mostly('m', undefined),
  },
  {noNullPrototype: true},
)
const addition = fc.record(
  {
    group_id: mostly('g', 'h'),
    user_id: mostly('w'),
    session_id: mostly('s', 't'),
    messages: fc.oneof({weight: 9, arbitrary: fc.array(message, {maxLength: 4})}, {weight: 1, arbitrary: value}),
    async_mode: mostly(true, false, undefined),
    defer_extraction: mostly(true, false, undefined),
    query: mostly('x'),
    memory_type: mostly('episode', 'episodic_memory'),
    filters: mostly({session_id: 's'}, {group_id: 'g'}, {user_id: 'w'}, undefined),
  },
  {noNullPrototype: true},
)
// Search forbids what it does not know.
const question = fc.record({
  user_id: mostly('u'),
  query: mostly('x'),
  filters: fc.oneof(value, mostly({session_id: 's'})),
})
const body = fc.oneof({weight: 1, arbitrary: value}, {weight: 5, arbitrary: addition}, {weight: 1, arbitrary: question})

describe.each<Mode>(['v1', 'v2-cloud', 'v2-self-hosted'])('%s', (mode) => {
  test('answers wild bodies with an answer of its own', async () => {
    const client = await rehearse({mode})
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS[mode]), body, async (path, sent) => {
        const answer = await client.post(path, sent)
        expect(answer.text).not.toContain('the rehearsal server has a bug')
        expect([200, 202, 204, 400, 415, 422, 500]).toContain(answer.status)
      }),
      {numRuns: 300},
    )
    // Chance may have sent nothing that is good: whatever came before, a good message still becomes a memory.
    const good = {role: 'user', sender_id: 'u', timestamp: at(), content: 'x'}
    const [add, flush, scope] =
      mode === 'v1'
        ? ['/api/v1/memories/group', '/api/v1/memories/group/flush', {group_id: 'after'}]
        : ['/api/v2/memory/add', '/api/v2/memory/flush', {session_id: 'after'}]
    expect(
      (await client.post(add, {...scope, messages: [good], ...(mode !== 'v2-self-hosted' && {async_mode: false})}))
        .status,
    ).toBe(200)
    expect((await client.post(flush, scope)).status).toBe(200)
    expect(client.ledger.totals().states.extracted).toBeGreaterThan(0)
  })
})
