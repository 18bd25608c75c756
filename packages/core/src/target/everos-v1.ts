import {everosId} from '../model/everos-id.js'
import type {OutgoingMessage} from '../store/messages.js'
import type {Answer} from './answer.js'
import {Http, type HttpOptions} from './http.js'
import {at, field, list, timeOf} from './json.js'
import {
  type EncodedAdd,
  MEMORY_PAGE,
  type ReadBack,
  type Target,
  type TargetConversation,
  type TaskState,
} from './target.js'

/** What a search returns at most. */
const MOST_ROWS = 100

/**
 * EverOS Cloud, API v1 (docs/everos.md 1; SDK everos-python 0.4.0). Adds are asynchronous: the answer is 202 and a task id, so a
 * slow extraction never looks like a timeout. `async_mode` is always sent: its default is not documented.
 */
export function everosV1(options: HttpOptions): Target {
  const http = new Http(options)

  return {
    name: 'EverOS v1',
    // An add is queued, not awaited, so one request carries a whole slice.
    defaultMessages: MOST_ROWS,
    maxMessages: 500,
    resendIsHarmless: false,

    encode(conversation, messages): EncodedAdd {
      if (conversation.kind === 'group') {
        return {
          path: '/api/v1/memories/group',
          body: json({
            group_id: conversation.target,
            async_mode: true,
            messages: messages.map((m) => groupMessage(conversation, m)),
          }),
        }
      }
      return {
        path: '/api/v1/memories',
        body: json({
          user_id: conversation.owner,
          session_id: conversation.target,
          async_mode: true,
          messages: messages.map(personalMessage),
        }),
      }
    },

    add: ({path, body}) => http.post(path, body),

    taskOf: (body) => field(body, 'data', 'task_id') ?? field(body, 'task_id'),

    async task(id): Promise<TaskState | Answer> {
      const answer = await http.get(`/api/v1/tasks/${encodeURIComponent(id)}`)
      // Tasks are kept for an hour: one that is gone was acknowledged and says nothing about failure (docs/everos.md 1.3).
      if (answer.kind === 'refused' && answer.status === 404) return 'gone'
      if (answer.kind !== 'ok') return answer
      const status = field(answer.body, 'data', 'status') ?? field(answer.body, 'status')
      return status === 'success' || status === 'failed' ? status : 'processing'
    },

    flush(conversation) {
      // Always with the session id that was written with: without one, v1 flushes the default session "-1" (docs/everos.md 1.2).
      return conversation.kind === 'group'
        ? http.post('/api/v1/memories/group/flush', {group_id: conversation.target})
        : http.post('/api/v1/memories/flush', {user_id: conversation.owner, session_id: conversation.target})
    },

    async pending(conversation) {
      const found = await waiting(conversation, [conversation.owner])
      return found === undefined || (found.rows.length === 0 && !found.complete) ? undefined : found.rows.length
    },

    async readBack(conversation, messages): Promise<ReadBack> {
      const found = await waiting(conversation, [
        ...new Set(messages.map((m) => (m.role === 'user' ? conversation.owner : m.sender))),
      ])
      if (found === undefined)
        return {kind: 'unsure', why: 'the server did not tell which messages wait for extraction'}
      const held = new Set(found.rows.map((row) => identity(conversation, row)))
      return judge(conversation, messages, held, found.complete)
    },

    introduce: (conversation) =>
      conversation.kind === 'group'
        ? http.post('/api/v1/groups', {
            group_id: conversation.target,
            name: conversation.name,
            ...(conversation.topic && {description: conversation.topic}),
          })
        : Promise.resolve({kind: 'ok', status: 200, body: undefined}),

    async memories(conversation, _user, page) {
      const answer = await http.post('/api/v1/memories/get', {
        memory_type: 'episodic_memory',
        filters: scope(conversation),
        page,
        page_size: MEMORY_PAGE,
        rank_order: 'asc',
      })
      const episodes = answer.kind === 'ok' ? list(answer.body, 'data', 'episodes') : undefined
      if (episodes === undefined) return undefined
      const total = at((answer as {body: unknown}).body, 'data', 'total_count')
      return {total: typeof total === 'number' ? total : episodes.length, times: episodes.map(timeOf)}
    },

    async recall(conversation, _user, words) {
      const answer = await http.post('/api/v1/memories/search', {
        query: words,
        method: 'hybrid',
        memory_types: ['episodic_memory'],
        top_k: 10,
        filters: scope(conversation),
      })
      return answer.kind === 'ok' ? list(answer.body, 'data', 'episodes')?.length : undefined
    },

    forget: (conversation) => http.post('/api/v1/memories/delete', scope(conversation)),

    close: () => http.close(),
  }

  async function judge(
    conversation: TargetConversation,
    messages: readonly OutgoingMessage[],
    held: Set<string>,
    complete: boolean,
  ): Promise<ReadBack> {
    const found = messages.filter((m) =>
      held.has(conversation.kind === 'group' ? messageId(conversation, m) : String(m.at)),
    ).length
    if (found === messages.length) return {kind: 'stored'}
    if (!complete) return {kind: 'unsure', why: `the server shows no more than ${MOST_ROWS} waiting messages`}
    if (found > 0)
      return {
        kind: 'unsure',
        why: `${found} of ${messages.length} messages wait for extraction, the others may be memories already`,
      }
    const extracted = await episodesSince(conversation, messages[0]!.at)
    if (extracted === undefined) return {kind: 'unsure', why: 'the server did not tell which memories it made'}
    if (extracted > 0)
      return {kind: 'unsure', why: 'none of the messages waits for extraction, and there are memories of their time'}
    return {kind: 'absent'}
  }

  /**
   * Rows of the conversation that wait for extraction: the only receipt per message that v1 gives (docs/everos.md 1.4). At most the oldest hundred are
   * shown, without a second page; `user_id` means the sender and the session is not looked at (CORE search_mem_service.py,
   * raw_message_repository.py), so personal rows are asked for sender by sender and told apart here.
   */
  async function waiting(
    conversation: TargetConversation,
    senders: readonly string[],
  ): Promise<{rows: unknown[]; complete: boolean} | undefined> {
    const group = conversation.kind === 'group'
    const found = {rows: [] as unknown[], complete: true}
    for (const filters of group ? [{group_id: conversation.target}] : senders.map((sender) => ({user_id: sender}))) {
      const answer = await http.post('/api/v1/memories/search', {
        query: conversation.name.slice(0, 100) || conversation.target,
        method: 'keyword',
        memory_types: ['raw_message'],
        top_k: MOST_ROWS,
        filters,
      })
      const rows = answer.kind === 'ok' ? list(answer.body, 'data', 'raw_messages') : undefined
      if (rows === undefined) return undefined
      if (rows.length >= MOST_ROWS) found.complete = false
      found.rows.push(
        ...(group
          ? rows
          : rows.filter((row) => (field(row, 'session_id') ?? conversation.target) === conversation.target)),
      )
    }
    return found
  }

  async function episodesSince(conversation: TargetConversation, since: number): Promise<number | undefined> {
    const answer = await http.post('/api/v1/memories/get', {
      memory_type: 'episodic_memory',
      filters: {...scope(conversation), timestamp: {gte: since}},
      page: 1,
      page_size: 1,
    })
    if (answer.kind !== 'ok') return undefined
    const total = at(answer.body, 'data', 'total_count')
    return typeof total === 'number' ? total : list(answer.body, 'data', 'episodes')?.length
  }
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

function scope(conversation: TargetConversation): Record<string, string> {
  return conversation.kind === 'group'
    ? {group_id: conversation.target}
    : {user_id: conversation.owner, session_id: conversation.target}
}

function groupMessage(conversation: TargetConversation, m: OutgoingMessage) {
  return {
    role: m.role,
    sender_id: m.sender,
    sender_name: m.name,
    timestamp: m.at,
    content: m.text,
    message_id: messageId(conversation, m),
  }
}

/** A user's own message must carry no other sender than the user; the assistant's must carry another (docs/everos.md 1.2). */
function personalMessage(m: OutgoingMessage) {
  return m.role === 'user'
    ? {role: m.role, timestamp: m.at, content: m.text}
    : {role: m.role, timestamp: m.at, content: m.text, sender_id: m.sender}
}

/** Own ids: without them v1 makes one of group and millisecond, and two messages can share it (docs/everos.md 4.1). */
export function messageId(conversation: Pick<TargetConversation, 'target'>, m: Pick<OutgoingMessage, 'key'>): string {
  return everosId(conversation.target, m.key)
}

/** Group rows are known by our message id; personal ones only by their time, which is unique inside the conversation. */
function identity(conversation: TargetConversation, row: unknown): string {
  if (conversation.kind === 'group') return field(row, 'message_id') ?? ''
  return String(timeOf(row))
}
