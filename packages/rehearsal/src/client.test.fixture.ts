import {afterEach} from 'vitest'
import {type Fault, type Rehearsal, type RehearsalOptions, startRehearsal} from './index.js'

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Parsed when it is JSON. Tests look into it freely. */
  body: Json
}

/** Any JSON value; reading a key of what is not there gives undefined. */
export interface Json {
  [key: string]: Json
}

export interface Client extends Rehearsal {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Moves the server's clock; it starts at 2026-01-01T00:00:00Z. */
  pass(ms: number): void
}

const open: Rehearsal[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** A server with a clock that stands still, closed after the test. */
export async function rehearse(options: RehearsalOptions = {}): Promise<Client> {
  let now = Date.UTC(2026, 0, 1)
  const server = await startRehearsal({storage: ':memory:', clock: () => now, ...options})
  open.push(server)
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const isText = typeof body === 'string'
    const response = await fetch(server.url + path, {
      method,
      headers: {...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers},
      ...(body === undefined ? {} : {body: isText ? body : JSON.stringify(body)}),
    })
    const text = await response.text()
    return {status: response.status, headers: response.headers, text, body: parsed(text)}
  }
  return {
    ...server,
    send,
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
    pass(ms) {
      now += ms
    },
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return {}
  }
}

/** 2023-11-14T22:13:20Z, plus so many ms. */
export function at(ms = 0): number {
  return 1_700_000_000_000 + ms
}

/** A message of a v1 group. */
export function groupMessage(n = 0, over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    role: 'user',
    sender_id: 'u1',
    sender_name: 'Ann',
    timestamp: at(n),
    content: `text ${n}`,
    message_id: `m${n}`,
    ...over,
  }
}

export function groupMessages(count: number, from = 0): Record<string, unknown>[] {
  return Array.from({length: count}, (_, index) => groupMessage(from + index))
}

/** Adds to a v1 group at once. */
export function addToGroup(client: Client, messages: readonly unknown[], over: Record<string, unknown> = {}) {
  return client.post('/api/v1/memories/group', {group_id: 'g', async_mode: false, messages, ...over})
}

export function flushGroup(client: Client, groupId = 'g') {
  return client.post('/api/v1/memories/group/flush', {group_id: groupId})
}

export type {Fault}

/** A message of a v2 session. */
export function sessionMessage(n = 0, over: Record<string, unknown> = {}): Record<string, unknown> {
  return {role: 'user', sender_id: 'u1', sender_name: 'Ann', timestamp: at(n), content: `text ${n}`, ...over}
}

export function sessionMessages(count: number, from = 0): Record<string, unknown>[] {
  return Array.from({length: count}, (_, index) => sessionMessage(from + index))
}

/** Adds to a v2 session; self-hosted as everport does it, deferred. */
export function addToSession(client: Client, messages: readonly unknown[], over: Record<string, unknown> = {}) {
  return client.post('/api/v2/memory/add', {session_id: 's', defer_extraction: true, messages, ...over})
}

export function flushSession(client: Client, over: Record<string, unknown> = {}) {
  return client.post('/api/v2/memory/flush', {session_id: 's', ...over})
}

/** What a session has waiting. */
export async function unprocessed(client: Client, over: Record<string, unknown> = {}) {
  const body = {user_id: 'anyone', query: 'x', method: 'keyword', filters: {session_id: 's'}, ...over}
  const answer = await client.post('/api/v2/memory/search', body)
  return answer.body.data?.unprocessed_messages as unknown as Record<string, unknown>[]
}
