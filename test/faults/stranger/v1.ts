import {createHash} from 'node:crypto'
import type {Seeded} from '../seeded.js'
import {cellsOf} from './boundary.js'
import {checkedId, checkedMessages, checkedPage, checkedSearch, filtersOf, type Message, timesOf} from './checks.js'
import {type Answer, type Asked, type Contract, type Kind, refuse} from './contract.js'
import type {ServerTime} from './server-time.js'
import type {Row, Shelf} from './shelf.js'

/** Where one server of the v1 API may differ from another: what the facts leave open. */
export interface V1Manner {
  /** Longest from the yes to an add until it is carried out, ms. */
  queueMs: number
  /** So far behind the stored rows is what a search shows, ms. */
  lagMs: number
  /** Time that a memory takes, ms. */
  extractMs: number
  /** Personal chats keep the message ids of the client. */
  keepsIds: boolean
  /** A filter with `user_id` means the sender, and sessions are not looked at. */
  isUserSender: boolean
  /** Adds make memories of the days that are over. */
  cuts: boolean
  /** Tasks are forgotten after so long, ms. */
  taskMs: number
  /** The yes to a queued add is flat: `{message, request_id, status}`. */
  isFlat: boolean
  /** Texts that are refused. */
  refuses?: RegExp
}

export function randomV1Manner(chance: Seeded): V1Manner {
  return {
    queueMs: chance.one([0, 100, 2000]),
    lagMs: chance.one([0, 0, 1000]),
    extractMs: chance.one([0, 500, 3000]),
    keepsIds: chance.chance(0.5),
    isUserSender: chance.chance(0.5),
    cuts: chance.chance(0.4),
    taskMs: chance.one([3_600_000, 3_600_000, 3000]),
    isFlat: chance.chance(0.2),
  }
}

interface Stored extends Row {
  user?: string
  session?: string
}

const SHOWN = 100
const LOADED = 1000
const ADDS: Record<string, 'personal' | 'group'> = {'/api/v1/memories': 'personal', '/api/v1/memories/group': 'group'}

/** The v1 API of the Cloud: rows in order of arrival, nothing recognised as seen before. */
export function v1Contract(shelf: Shelf, time: ServerTime, chance: Seeded, manner: V1Manner): Contract {
  const tasks = new Map<string, {done: boolean; from: number}>()
  const people = new Map<string, unknown>()
  let requests = 0
  const yes = (data: unknown, status = 200): Answer => ({status, body: {data}})

  async function add(asked: Asked, kind: 'personal' | 'group'): Promise<Answer> {
    const {body} = asked
    const owner = checkedId(body, kind === 'group' ? 'group_id' : 'user_id', 1000)
    if (owner.startsWith('gen_')) refuse(422, 'ids must not start with gen_')
    const session = kind === 'personal' ? sessionOf(body) : undefined
    const messages = checkedMessages(body, ['user', 'assistant'])
    for (const message of messages) checkSender(message, kind, owner)
    const refused = messages.findIndex(({text}) => manner.refuses?.test(text))
    if (refused >= 0) refuse(422, `messages -> ${refused} -> content: refused`)
    if (typeof body.async_mode !== 'boolean') refuse(422, 'async_mode: this server has no default')
    requests += 1
    const id = `${kind}-task-${requests}`
    const rows = messages.map((message): Stored => {
      const own = createHash('md5').update(`${owner}_${message.timestamp}`).digest('hex').slice(0, 12)
      const keeps = kind === 'group' || manner.keepsIds
      return {
        text: message.text,
        id: (keeps ? message.message_id : undefined) ?? own,
        at: message.timestamp,
        sender:
          message.sender_id === '' ? (message.role === 'user' ? owner : `gen_sdr_${requests}`) : message.sender_id,
        role: message.role,
        stored: 0,
        ...(kind === 'personal' && {user: owner, session: session ?? '-1'}),
      }
    })
    const key = kind === 'group' ? owner : (session ?? `${owner}/-1`)
    if (!body.async_mode) {
      commit(key, rows)
      return yes({message: 'ok', message_count: rows.length, status: 'accumulated'})
    }
    const task = {done: false, from: time.now()}
    tasks.set(id, task)
    void time.wait(chance.next() * manner.queueMs).then(() => {
      commit(key, rows)
      task.done = true
    })
    if (manner.isFlat) return {status: 202, body: {message: 'accepted', request_id: id, status: 'queued'}}
    return yes({message: 'accepted', status: 'queued', task_id: id}, 202)
  }

  function commit(key: string, rows: readonly Stored[]): void {
    for (const row of rows) row.stored = time.now()
    shelf.store(key, rows)
    if (!manner.cuts) return
    for (const cell of cellsOf(shelf.buffered(key)).slice(0, -1)) shelf.extract(key, cell, manner.extractMs)
  }

  async function flush(key: string): Promise<Answer> {
    await time.wait(chance.next() * manner.extractMs)
    const rows = shelf.buffered(key)
    if (rows.length > LOADED) shelf.swallowed.push(...rows.slice(LOADED).map(({text}) => text))
    if (rows.length > 0) shelf.extract(key, rows, manner.extractMs)
    return yes({message: 'done', request_id: `f${requests}`, status: rows.length > 0 ? 'extracted' : 'no_extraction'})
  }

  function scope(body: Asked['body']) {
    const filters = filtersOf(body)
    const {user_id: user, group_id: group, session_id: session} = filters
    if (typeof user !== 'string' && typeof group !== 'string') refuse(400, 'filters: user_id or group_id is required')
    return {user, group, session, isIn: timesOf(filters)}
  }

  function search({body}: Asked): Answer {
    checkedSearch(body)
    const {user, group, session, isIn} = scope(body)
    const types = (body.memory_types ?? ['episodic_memory', 'profile']) as string[]
    if (!types.every((type) => ['episodic_memory', 'profile', 'raw_message', 'agent_memory'].includes(type)))
      refuse(422, 'memory_types: unknown')
    const keys = typeof group === 'string' ? [group] : shelf.keys()
    const rows = keys
      .flatMap((key) => shelf.waiting(key, manner.lagMs) as Stored[])
      .filter((row) => typeof group === 'string' || row.user !== undefined)
      .filter((row) => user === undefined || (manner.isUserSender ? row.sender : row.user) === user)
      .filter((row) => manner.isUserSender || session === undefined || row.session === session)
      .filter(({at}) => isIn(at))
    const raw_messages = types.includes('raw_message') ? rows.slice(0, SHOWN).map(shown) : []
    return yes({query: body.query, episodes: [], profiles: [], agent_memory: null, raw_messages, original_data: null})
  }

  const shown = (row: Stored) => ({
    id: `o-${row.id}`,
    message_id: row.id,
    sender_id: row.sender,
    session_id: row.session ?? '-1',
    content_items: [{type: 'text', text: row.text}],
    timestamp: new Date(row.at).toISOString(),
  })

  function get({body}: Asked): Answer {
    if (body.memory_type !== 'episodic_memory') refuse(400, 'this server holds episodes only')
    const {user, group, session, isIn} = scope(body)
    const {page, size} = checkedPage(body)
    const keys = typeof group === 'string' ? [group] : shelf.keys()
    const found = keys
      .filter((key) => session === undefined || key === session)
      .flatMap((key) => shelf.memories(key).map((memory) => ({key, ...memory})))
      .filter(({owners, to}) => (user === undefined || owners.includes(String(user))) && isIn(to))
    const episodes = found.slice((page - 1) * size, page * size).map(({id, key, owners, texts, to}) => ({
      id,
      ...(group === undefined ? {user_id: user, session_id: key} : {group_id: key}),
      timestamp: new Date(to).toISOString(),
      sender_ids: owners,
      episode: texts.join('\n'),
      summary: texts[0],
    }))
    const rest = {profiles: [], agent_cases: [], agent_skills: []}
    return yes({episodes, ...rest, count: episodes.length, total_count: found.length})
  }

  function remove({body}: Asked): Answer {
    const {user_id: user, group_id: group, session_id: session} = body
    if (typeof user !== 'string' && typeof group !== 'string') refuse(422, 'user_id or group_id is required')
    for (const key of shelf.keys()) {
      if (typeof group === 'string' ? key !== group : session !== undefined && key !== session) continue
      const rows = shelf.everything(key) as Stored[]
      if (typeof user === 'string' && !rows.some((row) => row.user === user)) continue
      shelf.remove(key)
    }
    return {status: 204}
  }

  function named({method, path, body}: Asked): Answer {
    const [, , , kind, last] = path.split('/')
    const field = kind === 'groups' ? 'group_id' : 'sender_id'
    const id = last === undefined ? checkedId(body, field, 1000) : decodeURIComponent(last)
    const key = `${kind}/${id}`
    if (last !== undefined && !people.has(key)) refuse(404, `${id} is not known`)
    if (method !== 'GET') people.set(key, {...(people.get(key) as object), ...body})
    return yes({[field]: id, ...(people.get(key) as object)})
  }

  function told(id: string): Answer {
    const task = tasks.get(id)
    if (task === undefined || time.now() - task.from > manner.taskMs) refuse(404, 'task not found')
    return yes({task_id: id, status: task.done ? 'success' : 'processing'})
  }

  return {
    about: ({path, body}) => {
      const kind = kindOf(path)
      const isGroup = path.startsWith('/api/v1/memories/group')
      const conversation = isGroup ? body.group_id : (body.session_id ?? `${String(body.user_id)}/-1`)
      return kind === 'add' || kind === 'flush' ? {kind, conversation: String(conversation)} : {kind}
    },
    async serve(asked) {
      const {method, path, body} = asked
      const kind = ADDS[path]
      if (kind !== undefined && method === 'POST') return add(asked, kind)
      if (path === '/api/v1/memories/group/flush') return flush(checkedId(body, 'group_id', 1000))
      if (path === '/api/v1/memories/flush') {
        const user = checkedId(body, 'user_id', 1000)
        return flush(sessionOf(body) ?? `${user}/-1`)
      }
      if (path === '/api/v1/memories/search') return search(asked)
      if (path === '/api/v1/memories/get') return get(asked)
      if (path === '/api/v1/memories/delete') return remove(asked)
      if (/^\/api\/v1\/(groups|senders)(\/|$)/.test(path)) return named(asked)
      if (path.startsWith('/api/v1/tasks/')) return told(decodeURIComponent(path.slice('/api/v1/tasks/'.length)))
      if (path.startsWith('/api/v2/')) refuse(403, 'this account is of version v1')
      return refuse(404, 'Not Found')
    },
    error: (status, message, asked) => ({
      status,
      body: {code: `E${status}`, message, request_id: 'r', timestamp: new Date().toISOString(), path: asked?.path},
    }),
  }
}

function sessionOf(body: Asked['body']): string | undefined {
  const {session_id: session} = body
  if (session === undefined || session === null) return undefined
  if (typeof session !== 'string' || session === '-1') refuse(422, 'session_id: a string other than -1')
  return session
}

function checkSender({role, sender_id: sender, message_id}: Message, kind: string, owner: string): void {
  if (sender.startsWith('gen_') || message_id?.startsWith('gen_') === true) refuse(422, 'ids must not start with gen_')
  if (kind === 'group') return void (sender === '' && refuse(422, 'sender_id: Field required'))
  if (role === 'user' && sender !== '' && sender !== owner) refuse(422, 'sender_id of a user must be the user_id')
  if (role === 'assistant' && sender === owner) refuse(422, 'sender_id of an assistant must not be the user_id')
}

function kindOf(path: string): Kind {
  if (path in ADDS) return 'add'
  if (path.endsWith('/flush')) return 'flush'
  if (path.endsWith('/search')) return 'search'
  if (path.endsWith('/get')) return 'get'
  if (path.endsWith('/delete')) return 'delete'
  return path.includes('/tasks/') ? 'task' : 'other'
}
