import type {Seeded} from '../seeded.js'
import {cellsOf} from './boundary.js'
import {checkedId, checkedMessages} from './checks.js'
import {type Answer, type Asked, type Contract, type Kind, refuse} from './contract.js'
import type {ServerTime} from './server-time.js'
import type {Row, Shelf} from './shelf.js'
import {keyOf, v2Reads} from './v2-reads.js'

/** What the facts leave open about the Cloud. */
export interface CloudManner {
  /** Longest from the yes to a queued add until it is carried out, ms. */
  queueMs: number
  /** Time that the engine takes for an add that is waited for, ms. */
  addMs: number
  lagMs: number
  extractMs: number
  /** Adds make memories of the days that are over. */
  cuts: boolean
  /** Adds are queued whatever they ask for. */
  alwaysQueues: boolean
  /** The id of a request is the client's, if it sends one. */
  takesId: boolean
  /** 422 in the words of FastAPI. */
  isFastApi: boolean
  refuses?: RegExp
}

export function randomCloudManner(chance: Seeded): CloudManner {
  return {
    queueMs: chance.one([0, 200, 2000]),
    addMs: chance.one([0, 300, 1500]),
    lagMs: chance.one([0, 0, 500, 2000]),
    extractMs: chance.one([0, 500, 3000]),
    cuts: chance.chance(0.5),
    alwaysQueues: chance.chance(0.15),
    takesId: chance.chance(0.5),
    isFastApi: chance.chance(0.5),
  }
}

interface Task {
  id: string
  session: unknown
  created: number
  finished?: number
}

/** The v2 API of the Cloud: a gateway with a queue before an engine that recognises nothing. */
export function cloudContract(shelf: Shelf, time: ServerTime, chance: Seeded, manner: CloudManner): Contract {
  const tasks: Task[] = []
  const reads = v2Reads(shelf, {lagMs: manner.lagMs})
  let requests = 0
  const yes = (data: unknown, status = 200, id = `q-${requests}`): Answer => ({
    status,
    body: {request_id: id, data},
    headers: {'X-Request-Id': id},
  })

  async function add({body, headers}: Asked): Promise<Answer> {
    checkScope(body)
    const session = checkedId(body, 'session_id')
    const messages = checkedMessages(body, ['user', 'assistant', 'tool'])
    for (const [i, {sender_id, timestamp, text}] of messages.entries()) {
      if (sender_id === '') refuse(422, `messages.${i}.sender_id: Field required`)
      if (timestamp < 1e12) refuse(422, `messages.${i}.timestamp: must be unix milliseconds`)
      if (manner.refuses?.test(text)) refuse(422, 'content refused')
    }
    requests += 1
    const sent = headers['x-request-id']
    const id = manner.takesId && typeof sent === 'string' ? sent : `q-${requests}`
    const rows = messages.map(
      ({text, timestamp, sender_id, role}, i): Row => ({
        ...{text, role, at: timestamp, sender: sender_id, stored: 0},
        id: `${id}-${i}`,
      }),
    )
    if (body.async_mode !== false || manner.alwaysQueues) {
      const task: Task = {id, session, created: time.now()}
      tasks.push(task)
      void time.wait(chance.next() * manner.queueMs).then(() => {
        commit(keyOf(body), rows)
        task.finished = time.now()
      })
      return yes({message_count: rows.length, status: 'queued'}, 202, id)
    }
    await time.wait(chance.next() * manner.addMs)
    const isCut = commit(keyOf(body), rows)
    return yes({message_count: rows.length, status: isCut ? 'extracted' : 'accumulated'}, 200, id)
  }

  function commit(key: string, rows: readonly Row[]): boolean {
    for (const row of rows) row.stored = time.now()
    shelf.store(key, rows)
    const over = manner.cuts ? cellsOf(shelf.buffered(key)).slice(0, -1) : []
    for (const cell of over) shelf.extract(key, cell, chance.next() * manner.extractMs)
    return over.length > 0
  }

  async function flush({body}: Asked): Promise<Answer> {
    checkScope(body)
    checkedId(body, 'session_id')
    await time.wait(chance.next() * manner.addMs)
    const cells = cellsOf(shelf.buffered(keyOf(body)))
    for (const cell of cells) shelf.extract(keyOf(body), cell, chance.next() * manner.extractMs)
    return yes({status: cells.length > 0 ? 'extracted' : 'no_extraction'})
  }

  const shown = ({id, created, finished}: Task) => ({
    ...{id, task_type: 'memory_add', object: 'task', object_id: null, error: null, error_code: null},
    status: finished === undefined ? 'processing' : 'success',
    created_at: new Date(created).toISOString(),
    finished_at: finished === undefined ? null : new Date(finished).toISOString(),
  })

  function told(id: string): Answer {
    const task = tasks.find((each) => each.id === id)
    return task === undefined ? refuse(404, 'task not found') : yes(shown(task))
  }

  function list(query: URLSearchParams): Answer {
    const session = query.get('session_id')
    const found = tasks.filter((task) => session === null || task.session === session)
    const size = Number(query.get('page_size') ?? 20)
    const page = Number(query.get('page') ?? 1)
    if (!(size >= 1 && size <= 100 && page >= 1)) refuse(422, 'page and page_size')
    return yes({tasks: found.slice((page - 1) * size, page * size).map(shown), total_count: found.length})
  }

  return {
    about: ({path, body}) => {
      const kind = v2KindOf(path)
      return kind === 'add' || kind === 'flush' ? {kind, conversation: keyOf(body)} : {kind}
    },
    async serve(asked) {
      const {path, query, method} = asked
      if (path.startsWith('/api/v1/memories')) refuse(403, 'this account is of version v2')
      const call = method === 'POST' ? /^\/api\/v2\/memory\/(\w+)$/.exec(path)?.[1] : undefined
      if (call === 'add') return add(asked)
      if (call === 'flush') return flush(asked)
      if (call === 'search') return reads.search(asked)
      if (call === 'get') return reads.get(asked)
      if (call === 'delete') return reads.remove(asked)
      if (path === '/api/v2/tasks') return list(query)
      if (path.startsWith('/api/v2/tasks/')) return told(decodeURIComponent(path.slice('/api/v2/tasks/'.length)))
      return refuse(404, 'Not Found')
    },
    error: (status, message) =>
      status === 422 && manner.isFastApi
        ? {status, body: {detail: [{loc: ['body'], msg: message, type: 'value_error'}]}}
        : {status, body: {request_id: 'r', error: {code: `HTTP_${status}`, message}}},
  }
}

function checkScope({app_id: app = 'default', project_id: project = 'default'}: Asked['body']): void {
  for (const id of [app, project]) if (typeof id !== 'string' || id === '') refuse(422, 'app_id and project_id')
}

export function v2KindOf(path: string): Kind {
  if (path.endsWith('/memory/add')) return 'add'
  if (path.endsWith('/memory/flush')) return 'flush'
  if (path.endsWith('/memory/search')) return 'search'
  if (path.endsWith('/memory/get')) return 'get'
  if (path.endsWith('/memory/delete')) return 'delete'
  if (path === '/health') return 'health'
  return path.includes('/tasks') ? 'task' : 'other'
}
