import {once} from 'node:events'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'

/** What an add, a flush, a search, a get or a question about a task may meet. */
export type Meeting = 'reset before' | 'reset after' | number | {answer: unknown; status?: number} | undefined
export type Kind = 'add' | 'flush' | 'search' | 'get' | 'task' | 'other'

export interface AnotherServerOptions {
  /** The body that acknowledges an add. `id` counts from 1. Default: 202 with `data.task_id`. */
  acknowledge?: (id: number) => {status: number; body: unknown}
  /** Real ms until an add is worked off. Until then a flush misses it and a search does not show it. */
  queueMs?: number
  /** The body that tells of a task. Default `{data: {status: 'processing' | 'success'}}`; null: there is no such call. */
  tell?: ((task: string, isDone: boolean) => unknown) | null
  /** The status with which the task of the nth add ends in failure, storing nothing. */
  fails?: (nth: number) => boolean
  /** False: a search never shows what waits. */
  shows?: boolean
  /** Real ms until a search shows what is stored. */
  lagMs?: number
  /** Searches show messages under ids of the server's own. */
  renames?: boolean
  /** False: there is no get. */
  remembers?: boolean
  /** An add makes memories of all but the last message. */
  cuts?: boolean
  /** What the nth request of a kind meets, from 1. `body` is parsed. */
  meet?: (kind: Kind, nth: number, body: unknown) => Meeting
}

interface Row {
  text: string
  id: string
  at: number
  sender: string
  memory: boolean
  /** By `performance.now`. */
  stored: number
}

interface Task {
  done: boolean
}

type Body = Record<string, unknown> & {
  messages?: {content: string; message_id: string; timestamp: number; sender_id?: string}[]
}

/**
 * A second opinion: a server of the v1 API, written from the facts alone and in other words than the rehearsal server, that differs
 * where EverOS may. It knows groups and their messages in order of arrival.
 */
export async function startAnotherServer(options: AnotherServerOptions = {}) {
  const {queueMs = 0, lagMs = 0, shows = true, renames = false, remembers = true, cuts = false} = options
  const groups = new Map<string, Row[]>()
  const tasks = new Map<string, Task>()
  const counts = new Map<Kind, number>()
  const rowsOf = (group: string) => {
    const rows = groups.get(group) ?? []
    groups.set(group, rows)
    return rows
  }
  const waiting = (group: string) => rowsOf(group).filter(({memory}) => !memory)
  let requests = 0

  function add(body: Body): {status: number; body: unknown} {
    requests += 1
    const nth = requests
    const task: Task = {done: false}
    const {status, body: answer} = (options.acknowledge ?? byTaskId)(nth)
    tasks.set(String(nth), task)
    setTimeout(() => {
      task.done = true
      if (options.fails?.(nth)) return
      const rows = rowsOf(String(body.group_id))
      for (const {content, message_id, timestamp, sender_id = ''} of body.messages ?? [])
        rows.push({
          text: content,
          id: message_id,
          at: timestamp,
          sender: sender_id,
          memory: false,
          stored: performance.now(),
        })
      if (cuts) for (const row of rows.slice(0, -1)) row.memory = true
    }, queueMs)
    return {status, body: answer}
  }

  function flush(body: Body): {status: number; body: unknown} {
    const rows = waiting(String(body.group_id))
    for (const row of rows) row.memory = true
    return {status: 200, body: {data: {status: rows.length > 0 ? 'extracted' : 'no_extraction'}}}
  }

  function search({filters}: Body): {status: number; body: unknown} {
    const then = performance.now() - lagMs
    const shown = waiting(String((filters as {group_id: string}).group_id)).filter(({stored}) => stored <= then)
    const rows = shows ? shown.slice(0, 100) : []
    const raw_messages = rows.map(({id, at, sender}) => ({
      message_id: renames ? `own-${id}` : id,
      sender_id: sender,
      // As Python writes it: without a zone.
      timestamp: renames ? new Date(at).toISOString().slice(0, -1) : at,
    }))
    return {status: 200, body: {data: {episodes: [], raw_messages}}}
  }

  function get({filters}: Body): {status: number; body: unknown} {
    if (!remembers) return {status: 404, body: {message: 'Not Found'}}
    const {group_id, timestamp} = filters as {group_id: string; timestamp?: {gte: number; lte: number}}
    const {gte = 0, lte = Number.POSITIVE_INFINITY} = timestamp ?? {}
    const episodes = rowsOf(group_id).filter(({at, memory}) => memory && at >= gte && at <= lte)
    return {status: 200, body: {data: {episodes: episodes.slice(0, 1), total_count: episodes.length}}}
  }

  function tell(id: string): {status: number; body: unknown} {
    const task = tasks.get(id)
    const nth = Number(id)
    if (task === undefined || options.tell === null) return {status: 404, body: {message: 'no such task'}}
    const status = task.done ? (options.fails?.(nth) ? 'failed' : 'success') : 'processing'
    return {status: 200, body: options.tell?.(id, task.done) ?? {data: {task_id: id, status}}}
  }

  function serve(kind: Kind, path: string, body: Body): {status: number; body: unknown} {
    if (kind === 'add') return add(body)
    if (kind === 'flush') return flush(body)
    if (kind === 'search') return search(body)
    if (kind === 'get') return get(body)
    if (kind === 'task') return tell(decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)))
    return {status: 200, body: {data: {}}}
  }

  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that is stopped while it asks leaves half a request: there is nobody to answer.
    const asked = await text(request).catch(() => undefined)
    if (asked === undefined) return
    const path = request.url ?? ''
    const kind = kindOf(path)
    const body = asked === '' ? {} : (JSON.parse(asked) as Body)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const met = options.meet?.(kind, counts.get(kind)!, body)
    if (met === 'reset before') return void response.socket?.resetAndDestroy()
    if (typeof met === 'number') return void reply(response, met, {message: `met ${met}`})
    const {status, body: answered} = serve(kind, path, body)
    if (met === 'reset after') return void response.socket?.resetAndDestroy()
    if (met !== undefined) return void reply(response, met.status ?? 200, met.answer)
    reply(response, status, answered)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Texts of a group as they arrived. */
    texts: (group: string) => rowsOf(group).map(({text}) => text),
    waits: (group: string) => waiting(group).length,
    count: (kind: Kind) => counts.get(kind) ?? 0,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type AnotherServer = Awaited<ReturnType<typeof startAnotherServer>>

const byTaskId = (id: number) => ({status: 202, body: {data: {task_id: String(id), status: 'queued'}}})

function kindOf(path: string): Kind {
  if (path === '/api/v1/memories/group' || path === '/api/v1/memories') return 'add'
  if (path.endsWith('/flush')) return 'flush'
  if (path.endsWith('/search')) return 'search'
  if (path.endsWith('/get')) return 'get'
  return path.includes('/tasks/') ? 'task' : 'other'
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, {'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json'}).end(text)
}
