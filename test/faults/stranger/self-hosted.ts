import type {Seeded} from '../seeded.js'
import {cellsOf} from './boundary.js'
import {checkedId, checkedMessages, type Message} from './checks.js'
import {type Answer, type Asked, type Contract, refuse} from './contract.js'
import type {ServerTime} from './server-time.js'
import type {Row, Shelf} from './shelf.js'
import {v2KindOf} from './v2-cloud.js'
import {keyOf, v2Reads} from './v2-reads.js'

export interface HostedManner {
  version: '1.0.0' | '1.1.4' | '1.2.3' | '1.4.1' | '1.5.1' | '1.6.0'
  /** Time that one look of the model takes, ms. */
  modelMs: number
  /** Share of the model's looks that fail: 500, and nothing of the request is stored. */
  fails: number
  /** Time of a queued request, ms (1.5). */
  queueMs: number
  refuses?: RegExp
}

export function randomHostedManner(chance: Seeded, version: HostedManner['version']): HostedManner {
  return {
    version,
    modelMs: chance.one([0, 500, 3000]),
    fails: chance.one([0, 0, 0.1]),
    queueMs: chance.one([0, 300, 1500]),
  }
}

interface Task {
  id: string
  session: string
  finished?: number
}

const minor = (version: string) => Number(version.split('.')[1])

/** The server that people run themselves: one request at a time in a session, and messages known by session, time and position. */
export function selfHostedContract(shelf: Shelf, time: ServerTime, chance: Seeded, manner: HostedManner): Contract {
  const release = minor(manner.version)
  const locks = new Map<string, Promise<unknown>>()
  const queued = new Map<string, number>()
  const tasks: Task[] = []
  const reads = v2Reads(shelf, {onlyKeyword: true, rounds: true})
  let requests = 0
  let isCalm = false
  const yes = (data: unknown, status = 200, id = `h-${requests}`): Answer => ({
    status,
    body: {request_id: id, data},
    headers: {'X-Request-Id': id},
  })

  /** One after another in a session, whatever app and project. */
  function locked<Result>(session: string, work: () => Promise<Result>): Promise<Result> {
    const before = locks.get(session) ?? Promise.resolve()
    const result = before.then(work)
    locks.set(
      session,
      result.catch(() => {}),
    )
    return result
  }

  /** Since 1.5: what asks for it is queued, and whatever comes behind it. */
  function perhapsQueued(asked: Asked, data: object, work: () => Promise<Answer>): Promise<Answer> | Answer {
    const session = String(asked.body.session_id)
    const waits = queued.get(session) ?? 0
    const isAsked = asked.body.async_mode === true && v2KindOf(asked.path) === 'add'
    if (release < 5 || (!isAsked && waits === 0)) return locked(session, work)
    requests += 1
    const task: Task = {id: `h-${requests}`, session}
    tasks.push(task)
    queued.set(session, waits + 1)
    void locked(session, async () => {
      await time.wait(chance.next() * manner.queueMs)
      // A queue tries again what the model failed at.
      for (let isDone = false; !isDone; )
        isDone = await work().then(
          () => true,
          () => false,
        )
      queued.set(session, queued.get(session)! - 1)
      task.finished = time.now()
    })
    return yes({...data, status: 'queued'}, 202, task.id)
  }

  async function look(): Promise<void> {
    await time.wait(chance.next() * manner.modelMs)
    if (!isCalm && chance.chance(manner.fails)) refuse(500, 'Internal server error')
  }

  function add(asked: Asked): Promise<Answer> | Answer {
    const {body} = asked
    checkScope(body, release)
    const session = checkedId(body, 'session_id')
    const messages = checkedMessages(body, ['user', 'assistant', 'tool'])
    for (const message of messages) checkMessage(message, manner)
    const key = keyOf(body)
    const defers = release >= 4 && body.defer_extraction === true
    return perhapsQueued(asked, {message_count: messages.length}, async () => {
      const rows = merged(key, session, messages)
      if (defers) {
        shelf.store(key, rows)
        return yes({message_count: messages.length, status: 'accumulated'})
      }
      await look()
      shelf.store(key, rows)
      const over = cellsOf(buffered(key)).slice(0, -1)
      for (const cell of over) shelf.extract(key, cell, 0)
      return yes({message_count: messages.length, status: over.length > 0 ? 'extracted' : 'accumulated'})
    })
  }

  /** Of two rows with one name the buffered one wins, silently. */
  function merged(key: string, session: string, messages: readonly Message[]): Row[] {
    const known = new Map(shelf.buffered(key).map((row) => [row.id, row]))
    const rows = messages.map(
      ({text, timestamp, sender_id, role}, i): Row => ({
        ...{text, role, at: timestamp, sender: sender_id, stored: time.now()},
        id: `m_${session}_${timestamp}_${String(i).padStart(3, '0')}`,
      }),
    )
    for (const {id, text} of rows) {
      const before = known.get(id)
      if (before !== undefined && before.text !== text) shelf.swallowed.push(text)
    }
    return rows.filter(({id}) => !known.has(id))
  }

  const buffered = (key: string) =>
    shelf.buffered(key).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

  function flush(asked: Asked): Promise<Answer> | Answer {
    const {body} = asked
    checkScope(body, release)
    checkedId(body, 'session_id')
    return perhapsQueued(asked, {}, async () => {
      const cells = cellsOf(buffered(keyOf(body)))
      if (cells.length > 0) await look()
      for (const cell of cells) shelf.extract(keyOf(body), cell, chance.next() * manner.modelMs)
      return yes({status: cells.length > 0 ? 'extracted' : 'no_extraction'})
    })
  }

  const shown = ({id, finished}: Task) => ({
    ...{id, task_type: 'memory_add', error: null, created_at: new Date(0).toISOString()},
    status: finished === undefined ? 'queued' : 'success',
    finished_at: finished === undefined ? null : new Date(finished).toISOString(),
  })

  function told(path: string, query: URLSearchParams): Answer {
    const id = path.slice('/api/v2/tasks'.length + 1)
    const session = query.get('session_id')
    const found = tasks.filter((task) => (id === '' ? session === null || task.session === session : task.id === id))
    if (id === '') return yes({tasks: found.map(shown), total_count: found.length})
    return found[0] === undefined ? refuse(404, 'task not found') : yes(shown(found[0]))
  }

  function health(): Answer {
    if (release < 2) return {status: 200, body: {status: 'ok'}}
    const capabilities = {llm: true, embed: false, rerank: false, multimodal_llm: false, parser: false}
    return {status: 200, body: {status: 'ok', version: manner.version, capabilities, disabled_features: []}}
  }

  return {
    about: ({path, body}) => {
      const kind = v2KindOf(path)
      return kind === 'add' || kind === 'flush' ? {kind, conversation: keyOf(body)} : {kind}
    },
    async serve(asked) {
      const {path, query, method} = asked
      if (path === '/health') return health()
      const call = method === 'POST' ? /^\/api\/(v[12])\/memory\/(\w+)$/.exec(path) : null
      const name = call?.[1] === 'v2' && release < 2 ? undefined : call?.[2]
      if (name === 'add') return add(asked)
      if (name === 'flush') return flush(asked)
      if (name === 'search') return reads.search(asked)
      if (name === 'get') return reads.get(asked)
      if (name === 'delete' && release >= 6) return reads.remove(asked)
      if (/^\/api\/v2\/tasks(\/|$)/.test(path) && release >= 5) return told(path, query)
      return {status: 404, body: {detail: 'Not Found'}}
    },
    calm() {
      isCalm = true
    },
    error: (status, message, asked) => ({
      status,
      body: {
        request_id: 'r',
        error: {
          code: status === 422 ? 'INVALID_INPUT' : status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST',
          message,
          timestamp: new Date().toISOString(),
          path: asked?.path,
        },
      },
    }),
  }
}

function checkScope({app_id: app = 'default', project_id: project = 'default'}: Asked['body'], release: number): void {
  const form = release < 1 ? /^[a-zA-Z0-9_.-]+$/ : /^[a-z0-9_.@+-]*[a-z0-9_@+-]$/
  for (const id of [app, project]) if (typeof id !== 'string' || !form.test(id)) refuse(422, 'app_id: bad characters')
  if (app === 'default_app' || project === 'default_project') refuse(422, 'app_id: reserved')
}

function checkMessage({sender_id, text, timestamp}: Message, {refuses}: HostedManner): void {
  if (!/^[a-zA-Z0-9_.@+-]{1,128}$/.test(sender_id) || /^\.\.?$/.test(sender_id))
    refuse(422, 'sender_id: 1 to 128 characters of a-z A-Z 0-9 _ . @ + -')
  if (timestamp < 1e12) refuse(422, 'timestamp: read as seconds it lies beyond the year 9999')
  if (refuses?.test(text)) refuse(422, 'content refused')
}
