import {everosId} from '../model/everos-id.js'
import type {OutgoingMessage} from '../store/messages.js'
import {isMissing} from './answer.js'
import {Http, type HttpOptions} from './http.js'
import {at, field, list, timeOf} from './json.js'
import {queuedTask, taskState} from './queued-task.js'
import {receipt} from './receipt.js'
import {shownPart} from './shown-part.js'
import {V1_SLICES} from './slice-limits.js'
import {
  type EncodedAdd,
  MEMORY_PAGE,
  NOT_TOLD,
  type ReadBack,
  type Target,
  type TargetConversation,
  type Unasked,
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
    slices: V1_SLICES,
    resendIsHarmless: false,
    stillAtWork: {ms: 5000, timeLimits: 2},
    queues: true,

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

    add: async ({path, body}) => receipt(await http.post(path, body)),

    taskOf: queuedTask,

    task: async (id) => taskState(await http.get(`/api/v1/tasks/${encodeURIComponent(id)}`)),

    async flush(conversation) {
      const isGroup = conversation.kind === 'group'
      // Always with the session id that was written with: without one, v1 flushes the default session "-1" (docs/everos.md 1.2).
      return receipt(
        await http.post(isGroup ? '/api/v1/memories/group/flush' : '/api/v1/memories/flush', scope(conversation)),
      )
    },

    async pending(conversation, senders) {
      const found = await waiting(conversation, senders)
      if ('kind' in found) return isMissing(found.answer) ? undefined : found
      if (found.rows.length === 0 && !found.complete) return undefined
      return {kind: 'told', count: found.rows.length}
    },

    async readBack(conversation, messages): Promise<ReadBack> {
      const found = await waiting(conversation, [...new Set(messages.map((m) => sentBy(conversation, m)))])
      if ('kind' in found)
        return isMissing(found.answer) ? {kind: 'unsure', why: 'the server has no search for waiting messages'} : found
      const part = shownPart(messages.length, shows(conversation, messages, found.rows))
      if (part === 'end') return {kind: 'stored'}
      if (!found.complete) return {kind: 'unsure', why: `the server shows no more than ${MOST_ROWS} waiting messages`}
      if (part === 'part')
        return {kind: 'unsure', why: 'some of the messages wait for extraction, but not the last one'}
      return remembered(conversation, messages)
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

    forget: async (conversation) => receipt(await http.post('/api/v1/memories/delete', scope(conversation))),

    pace: (leave) => http.pace(leave),
    close: () => http.close(),
  }

  /**
   * Rows of the conversation that wait for extraction: the only receipt per message that v1 gives (docs/everos.md 1.4). At most the oldest hundred are
   * shown, without a second page; `user_id` means the sender and a server may not look at the session (CORE search_mem_service.py,
   * raw_message_repository.py), so personal rows are asked for sender by sender and told apart here; of the user too, for a server where it means
   * whose chat it is.
   */
  async function waiting(
    conversation: TargetConversation,
    senders: readonly string[],
  ): Promise<{rows: unknown[]; complete: boolean} | Unasked> {
    const {kind, target, owner} = conversation
    const found = {rows: [] as unknown[], complete: true}
    const scopes =
      kind === 'group'
        ? [{group_id: target}]
        : [...new Set([owner, ...senders])].map((user) => ({user_id: user, session_id: target}))
    for (const filters of scopes) {
      const answer = await http.post('/api/v1/memories/search', {
        query: target,
        method: 'keyword',
        memory_types: ['raw_message'],
        top_k: MOST_ROWS,
        filters,
      })
      if (answer.kind !== 'ok') return {kind: 'unasked', answer}
      const rows = list(answer.body, 'data', 'raw_messages')
      if (rows === undefined) return {kind: 'unasked', answer: NOT_TOLD}
      if (rows.length >= MOST_ROWS) found.complete = false
      found.rows.push(...rows.filter((row) => kind === 'group' || (field(row, 'session_id') ?? target) === target))
    }
    return found
  }

  /**
   * Nothing of the messages waits: they were not stored, unless something made memories of them (an idle timeout does). Not every
   * server looks at a filter of times, nor gives pages as long as asked for, so what comes is looked at here.
   */
  async function remembered(conversation: TargetConversation, messages: readonly OutgoingMessage[]): Promise<ReadBack> {
    const [first, last] = [messages[0]!.at, messages.at(-1)!.at]
    let seen = 0
    for (let page = 1; page <= MAX_PAGES; page++) {
      const answer = await http.post('/api/v1/memories/get', {
        memory_type: 'episodic_memory',
        filters: {...scope(conversation), timestamp: {gte: first, lte: last}},
        page,
        page_size: MEMORY_PAGE,
      })
      if (answer.kind !== 'ok') return isMissing(answer) ? {kind: 'absent'} : {kind: 'unasked', answer}
      const total = at(answer.body, 'data', 'total_count')
      if (total === 0) return {kind: 'absent'}
      const times = list(answer.body, 'data', 'episodes')?.map(timeOf)
      if (times === undefined) return {kind: 'unasked', answer: NOT_TOLD}
      if (times.some((time) => !(time < first || time > last))) return REMEMBERED
      seen += times.length
      if (typeof total === 'number' ? seen >= total : times.length === 0) return {kind: 'absent'}
      if (times.length === 0) return REMEMBERED
    }
    return REMEMBERED
  }
}

/** Of memories, where a server looks at no filter of times. */
const MAX_PAGES = 20
const REMEMBERED: ReadBack = {
  kind: 'unsure',
  why: 'none of the messages waits for extraction, and there are memories of their time',
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

function sentBy(conversation: TargetConversation, m: OutgoingMessage): string {
  return m.role === 'user' && conversation.kind === 'personal' ? conversation.owner : m.sender
}

/**
 * Group rows are known by our message id, or, where the server gives another, by sender and time; personal ones only by their time, which is
 * unique inside the conversation.
 */
function shows(
  conversation: TargetConversation,
  messages: readonly OutgoingMessage[],
  rows: readonly unknown[],
): (index: number) => boolean {
  const known = new Set<string | number>()
  for (const row of rows) {
    const id = conversation.kind === 'group' ? field(row, 'message_id') : undefined
    known.add(id ?? timeOf(row))
    if (id !== undefined) known.add(`${timeOf(row)} ${field(row, 'sender_id')}`)
  }
  return (index) => {
    const m = messages[index]!
    return known.has(messageId(conversation, m)) || known.has(m.at) || known.has(`${m.at} ${m.sender}`)
  }
}
