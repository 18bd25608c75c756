import type {DeliveryOptions} from '../config/import-options.js'
import {EverportError} from '../errors/everport-error.js'
import type {OutgoingMessage} from '../store/messages.js'
import {type Failure, isMissing} from './answer.js'
import {type Edition, editionOf} from './everos-v2-edition.js'
import {Http, type HttpOptions} from './http.js'
import {at, list, timeOf} from './json.js'
import {queuedTask, taskState} from './queued-task.js'
import {receipt} from './receipt.js'
import {shownPart} from './shown-part.js'
import {selfHostedSlices, V2_SLICES} from './slice-limits.js'
import {
  type EncodedAdd,
  MEMORY_PAGE,
  NOT_TOLD,
  type ReadBack,
  type Target,
  type TargetConversation,
  type Unasked,
} from './target.js'

export interface EverosV2Options extends HttpOptions {
  /** Partition that memories are written to and read from: both must be the same pair. */
  app: string
  project: string
  /** Of a self-hosted server, which does not tell it. */
  memorizeMode: DeliveryOptions['memorizeMode']
  /** Between two looks at a server that is not ready. */
  sleep(ms: number): Promise<void>
}

/** Looks at /health, with pauses that double: about a quarter of a minute. */
const HEALTH_LOOKS = 5
const FIRST_PAUSE = 1000

/**
 * EverOS API v2: the Cloud, or a self-hosted server (PyPI `everos` 1.x). They share their wire shape and differ in what an add
 * does (docs/everos.md 2, 3), so the server is asked first which it is. A server that cannot answer that yet is asked again: taken for
 * another one, it would be sent what it does not expect.
 * @throws EverportError `TARGET_UNREACHABLE` when nobody answers.
 */
export async function everosV2(options: EverosV2Options): Promise<Target> {
  const http = new Http(options)
  for (let look = 1; ; look++) {
    const health = await http.get('/health')
    if (health.kind === 'ok' || tells(health)) return targetOf(http, editionOf(health), options)
    if (health.kind === 'not-sent' || look === HEALTH_LOOKS) {
      await http.close()
      throw new EverportError(
        'TARGET_UNREACHABLE',
        `The server ${options.baseUrl} cannot be reached: ${health.reason}.`,
        {
          hints: ['Check the address (--base-url or EVEROS_BASE_URL) and that the server runs.'],
        },
      )
    }
    await options.sleep(FIRST_PAUSE * 2 ** (look - 1))
  }
}

/** A refusal, and a page of somebody else, say that this is no self-hosted server; trouble says nothing. */
function tells(health: Failure): boolean {
  if (health.kind === 'lost') return health.cause === 'foreign'
  return health.kind === 'refused' && health.status < 500 && health.status !== 429 && health.status !== 408
}

function targetOf(
  http: Http,
  edition: Edition,
  {app, project, memorizeMode}: Pick<EverosV2Options, 'app' | 'project' | 'memorizeMode'>,
): Target {
  const scope = {app_id: app, project_id: project}
  return {
    name: edition.name,
    defaultMessages: edition.defaultMessages,
    maxMessages: 500,
    slices: edition.selfHosted ? selfHostedSlices(memorizeMode) : V2_SLICES,
    resendIsHarmless: edition.deferred,
    stillAtWork: edition.stillAtWork,
    queues: false,

    encode(conversation, messages): EncodedAdd {
      return {
        path: `${edition.path}/add`,
        body: Buffer.from(
          JSON.stringify({
            session_id: conversation.target,
            ...scope,
            ...edition.addMode,
            messages: messages.map(message),
          }),
        ),
      }
    },

    add: async ({path, body}) => receipt(await http.post(path, body)),
    // Adds are awaited (`async_mode: false`) or synchronous: their answer is the receipt, unless the server queues them all the same.
    taskOf: queuedTask,
    task: async (id) => taskState(await http.get(`/api/v2/tasks/${encodeURIComponent(id)}`)),
    flush: async (conversation) =>
      receipt(await http.post(`${edition.path}/flush`, {session_id: conversation.target, ...scope})),

    async pending(conversation) {
      const rows = await waiting(conversation, conversation.owner || conversation.target)
      if ('kind' in rows) return isMissing(rows.answer) ? undefined : rows
      return {kind: 'told', count: rows.length}
    },

    async readBack(conversation, messages): Promise<ReadBack> {
      const rows = await waiting(conversation, messages[0]!.sender)
      if ('kind' in rows)
        return isMissing(rows.answer) ? {kind: 'unsure', why: 'the server has no search for waiting messages'} : rows
      const times = new Set(rows.map(timeOf))
      const part = shownPart(messages.length, (i) => times.has(messages[i]!.at))
      if (part === 'end') return {kind: 'stored'}
      if (part === 'part')
        return {kind: 'unsure', why: 'some of the messages wait for extraction, but not the last one'}
      // Deferred adds only become memories by a flush, and ours comes after all adds of a slice are settled.
      return edition.deferred ? {kind: 'absent'} : remembered(conversation, messages)
    },

    async memories(conversation, user, page) {
      const answer = await episodes(conversation, user, page, 'asc')
      const found = answer.kind === 'ok' ? list(answer.body, 'data', 'episodes') : undefined
      if (found === undefined) return undefined
      const total = at((answer as {body: unknown}).body, 'data', 'total_count')
      return {total: typeof total === 'number' ? total : found.length, times: found.map(timeOf)}
    },

    async recall(conversation, user, words) {
      const answer = await http.post(`${edition.path}/search`, {
        user_id: user,
        query: words,
        method: 'keyword',
        top_k: 10,
        filters: {session_id: conversation.target},
        ...scope,
      })
      return answer.kind === 'ok' ? list(answer.body, 'data', 'episodes')?.length : undefined
    },

    ...(edition.deletes && {
      forget: async (conversation: TargetConversation) =>
        receipt(await http.post(`${edition.path}/delete`, {session_id: conversation.target, ...scope})),
    }),

    pace: (leave) => http.pace(leave),
    close: () => http.close(),
  }

  /** Buffered rows of a session. Told only for exactly this filter: a top-level scalar session_id (docs/everos.md 2.4). */
  async function waiting(conversation: TargetConversation, user: string): Promise<unknown[] | Unasked> {
    const answer = await http.post(`${edition.path}/search`, {
      user_id: user,
      query: conversation.target,
      method: 'keyword',
      top_k: 1,
      filters: {session_id: conversation.target},
      ...scope,
    })
    if (answer.kind !== 'ok') return {kind: 'unasked', answer}
    return list(answer.body, 'data', 'unprocessed_messages') ?? {kind: 'unasked', answer: NOT_TOLD}
  }

  /**
   * Nothing of the messages waits: they were not stored, unless something made memories of them. Memories belong to users, and each
   * is asked for, since there is no look-up by session alone.
   */
  async function remembered(conversation: TargetConversation, messages: readonly OutgoingMessage[]): Promise<ReadBack> {
    const [first, last] = [messages[0]!.at, messages.at(-1)!.at]
    const users = new Set(messages.filter((m) => m.role === 'user').map((m) => m.sender))
    for (const user of [...users].slice(0, MAX_USERS_ASKED)) {
      for (let page = 1; page <= MAX_PAGES; page++) {
        const answer = await episodes(conversation, user, page, 'desc')
        if (answer.kind !== 'ok') return isMissing(answer) ? {kind: 'absent'} : {kind: 'unasked', answer}
        const times = list(answer.body, 'data', 'episodes')?.map(timeOf)
        if (times === undefined) return {kind: 'unasked', answer: NOT_TOLD}
        if (times.some((time) => !(time < first || time > last)))
          return {
            kind: 'unsure',
            why: 'none of the messages waits for extraction, and there are memories of their time',
          }
        if (times.length < MEMORY_PAGE || times.at(-1)! < first) break
      }
    }
    return {kind: 'absent'}
  }

  function episodes(conversation: TargetConversation, user: string, page: number, order: 'asc' | 'desc') {
    return http.post(`${edition.path}/get`, {
      user_id: user,
      memory_type: 'episode',
      page,
      page_size: MEMORY_PAGE,
      sort_by: 'timestamp',
      sort_order: order,
      filters: {session_id: conversation.target},
      ...scope,
    })
  }
}

/** Every user of a cell gets the same episode, so a few of them tell as much as all. */
const MAX_USERS_ASKED = 3
/** Of memories, newest first: a session of a hundred thousand messages has about as many. */
const MAX_PAGES = 20

function message(m: OutgoingMessage) {
  return {sender_id: m.sender, sender_name: m.name, role: m.role, timestamp: m.at, content: m.text}
}
