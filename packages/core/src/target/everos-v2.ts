import {EverportError} from '../errors/everport-error.js'
import type {OutgoingMessage} from '../store/messages.js'
import {type Edition, editionOf} from './everos-v2-edition.js'
import {Http, type HttpOptions} from './http.js'
import {at, list, timeOf} from './json.js'
import {
  type EncodedAdd,
  MEMORY_PAGE,
  type ReadBack,
  type Target,
  type TargetConversation,
  type TaskState,
} from './target.js'

export interface EverosV2Options extends HttpOptions {
  /** Partition that memories are written to and read from: both must be the same pair. */
  app: string
  project: string
}

/**
 * EverOS API v2: the Cloud, or a self-hosted server (PyPI `everos` 1.x). They share their wire shape and differ in what an add
 * does (docs/everos.md 2, 3), so the server is asked first which it is.
 * @throws EverportError `TARGET_UNREACHABLE` when nobody answers.
 */
export async function everosV2(options: EverosV2Options): Promise<Target> {
  const http = new Http(options)
  const health = await http.get('/health')
  if (health.kind === 'not-sent') {
    await http.close()
    throw new EverportError(
      'TARGET_UNREACHABLE',
      `The server ${options.baseUrl} cannot be reached: ${health.reason}.`,
      {
        hints: ['Check the address (--base-url or EVEROS_BASE_URL) and that the server runs.'],
      },
    )
  }
  return targetOf(http, editionOf(health), {app_id: options.app, project_id: options.project})
}

function targetOf(http: Http, edition: Edition, scope: {app_id: string; project_id: string}): Target {
  return {
    name: edition.name,
    defaultMessages: edition.defaultMessages,
    maxMessages: 500,
    resendIsHarmless: edition.deferred,

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

    add: ({path, body}) => http.post(path, body),
    // Adds are awaited (`async_mode: false`) or synchronous anyway: their answer is the receipt.
    taskOf: () => undefined,
    task: async (): Promise<TaskState> => 'gone',
    flush: (conversation) => http.post(`${edition.path}/flush`, {session_id: conversation.target, ...scope}),

    async pending(conversation) {
      return (await waiting(conversation, conversation.owner || conversation.target))?.length
    },

    async readBack(conversation, messages): Promise<ReadBack> {
      const rows = await waiting(conversation, messages[0]!.sender)
      if (rows === undefined) return {kind: 'unsure', why: 'the server did not tell which messages wait for extraction'}
      const held = new Set(rows.map(timeOf))
      const found = messages.filter((m) => held.has(m.at)).length
      if (found === messages.length) return {kind: 'stored'}
      if (found > 0)
        return {
          kind: 'unsure',
          why: `${found} of ${messages.length} messages wait for extraction, the others may be memories already`,
        }
      // Deferred adds only become memories by a flush, and ours comes after all adds of a slice are settled.
      if (edition.deferred) return {kind: 'absent'}
      const extracted = await episodesSince(conversation, messages)
      if (extracted === undefined) return {kind: 'unsure', why: 'the server did not tell which memories it made'}
      if (extracted > 0)
        return {kind: 'unsure', why: 'none of the messages waits for extraction, and there are memories of their time'}
      return {kind: 'absent'}
    },

    async memories(conversation, user, page) {
      const answer = await http.post(`${edition.path}/get`, {
        user_id: user,
        memory_type: 'episode',
        page,
        page_size: MEMORY_PAGE,
        sort_by: 'timestamp',
        sort_order: 'asc',
        filters: {session_id: conversation.target},
        ...scope,
      })
      const episodes = answer.kind === 'ok' ? list(answer.body, 'data', 'episodes') : undefined
      if (episodes === undefined) return undefined
      const total = at((answer as {body: unknown}).body, 'data', 'total_count')
      return {total: typeof total === 'number' ? total : episodes.length, times: episodes.map(timeOf)}
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
      forget: (conversation: TargetConversation) =>
        http.post(`${edition.path}/delete`, {session_id: conversation.target, ...scope}),
    }),

    close: () => http.close(),
  }

  /** Buffered rows of a session. Told only for exactly this filter: a top-level scalar session_id (docs/everos.md 2.4). */
  async function waiting(conversation: TargetConversation, user: string): Promise<unknown[] | undefined> {
    const answer = await http.post(`${edition.path}/search`, {
      user_id: user,
      query: conversation.name.slice(0, 100) || conversation.target,
      method: 'keyword',
      top_k: 1,
      filters: {session_id: conversation.target},
      ...scope,
    })
    return answer.kind === 'ok' ? list(answer.body, 'data', 'unprocessed_messages') : undefined
  }

  /** Memories made of these messages belong to their users: each is asked for, since there is no look-up by session alone. */
  async function episodesSince(
    conversation: TargetConversation,
    messages: readonly OutgoingMessage[],
  ): Promise<number | undefined> {
    const users = new Set(messages.filter((m) => m.role === 'user').map((m) => m.sender))
    for (const user of [...users].slice(0, MAX_USERS_ASKED)) {
      const answer = await http.post(`${edition.path}/get`, {
        user_id: user,
        memory_type: 'episode',
        page: 1,
        page_size: 1,
        sort_by: 'timestamp',
        sort_order: 'desc',
        filters: {session_id: conversation.target},
        ...scope,
      })
      if (answer.kind !== 'ok') return undefined
      const newest = list(answer.body, 'data', 'episodes')?.[0]
      if (newest !== undefined && !(timeOf(newest) < messages[0]!.at)) return 1
    }
    return 0
  }
}

/** Every user of a cell gets the same episode, so a few of them tell as much as all. */
const MAX_USERS_ASKED = 3

function message(m: OutgoingMessage) {
  return {sender_id: m.sender, sender_name: m.name, role: m.role, timestamp: m.at, content: m.text}
}
