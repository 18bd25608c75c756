import {object, optionalFlag} from '../check/fields.js'
import type {IncomingMessage} from '../check/incoming-message.js'
import {messageText} from '../check/message-text.js'
import {Refusal} from '../check/refusal.js'
import type {Call, CommitOptions, Reply, Route} from '../http/route.js'
import {FIRST_MILLISECOND, recordArrival} from '../ledger/arrival.js'
import {ignoredKeys} from '../ledger/ignored-keys.js'
import {type Conversation, conversationKey} from '../store/conversations.js'
import type {NewMessage} from '../store/message-row.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'
import {estimateTokens} from './boundary.js'
import {checkModality} from './content.js'
import {extract, modelFailed} from './extract.js'
import {isStorable, sessionMessages} from './messages.js'
import {type SessionName, sessionName} from './scope.js'
import {bufferArrived, enqueue, hasQueue, isBehind, type QueuedWork, type SentMessage} from './self-hosted-queue.js'

const KEYS = ['session_id', 'app_id', 'project_id', 'messages']
const MESSAGE_KEYS = new Set(['sender_id', 'sender_name', 'role', 'timestamp', 'content', 'tool_calls', 'tool_call_id'])
/** The first version that can buffer without extracting (OSSDOC; FAGI). */
const DEFERS_SINCE = '1.4'
// Python's datetime ends with the year 9999.
const LATEST = 253_402_300_799_999

interface Addition {
  name: SessionName
  messages: readonly IncomingMessage[]
  ignored: readonly string[]
  asyncMode: boolean | undefined
  defers: boolean
}

export function addRoute(world: World, path: string): Route {
  const {settings} = world
  const isCloud = settings.mode === 'v2-cloud'
  const canDefer = !isCloud && isAtLeast(settings.version, DEFERS_SINCE)
  const canQueue = hasQueue(settings)
  const keys = new Set([
    ...KEYS,
    ...(isCloud || canQueue ? ['async_mode'] : []),
    ...(canDefer ? ['defer_extraction'] : []),
  ])
  return {
    method: 'POST',
    path,
    kind: 'add',
    prepare(call) {
      const body = object(call.body)
      const name = sessionName(body, settings)
      const messages = sessionMessages(body, settings)
      if (isCloud) for (const [index, {content}] of messages.entries()) checkModality(content, index, settings.mode)
      const addition: Addition = {
        name,
        messages,
        ignored: ignoredKeys(body, keys, MESSAGE_KEYS),
        asyncMode: isCloud || canQueue ? optionalFlag(body, 'async_mode') : undefined,
        defers: canDefer && optionalFlag(body, 'defer_extraction') === true,
      }
      return {
        conversation: conversationKey(name),
        names: [name.sessionId],
        messages,
        commit: (options) => (isCloud ? addToCloud : addToBuffer)(world, call, addition, options),
      }
    },
  }
}

/**
 * The Cloud: nothing is known of it merging anything, so it does not. The ids of its buffer are opaque. Asynchronous by default.
 */
function addToCloud(world: World, call: Call, addition: Addition, {now, failTask}: CommitOptions): Reply {
  const {store, settings} = world
  const {request, requestId} = call
  const {messages} = addition
  const asyncMode = settings.queues === 'always' || (addition.asyncMode ?? true)
  const conversation = begin(world, request, addition)
  if (addition.asyncMode === undefined)
    world.report({
      kind: 'async-mode-omitted',
      conversation: conversation.key,
      request,
      messages: messages.length,
      detail: 'the add is asynchronous by default: say which you mean',
    })
  const rows = messages.map((message, index) => newMessage(message, index, message.at, opaqueId(requestId, index)))
  store.messages.append(conversation, {request, now, state: asyncMode ? 'queued' : 'buffered'}, rows)
  recordArrival(world, conversation, request, messages)
  store.conversations.save(conversation)
  const count = messages.length
  if (asyncMode) {
    const readyAt = now + settings.taskMs
    store.tasks.add({
      uid: requestId,
      conversation: conversation.id,
      request,
      createdAt: now,
      readyAt,
      fails: failTask ? 1 : 0,
    })
    return {status: 202, body: {request_id: requestId, data: {message_count: count, status: 'queued'}}}
  }
  return added(call, count, extract(world, conversation, {request, now, isFinal: false}).cells)
}

/** Self-hosted: merged into the buffer by id; without deferral, boundaries are looked for at once. Behind what is queued it waits its turn. */
function addToBuffer(world: World, call: Call, addition: Addition, {now, swallow, failTask}: CommitOptions): Reply {
  const {request} = call
  const {messages, defers, asyncMode = false} = addition
  const queues = hasQueue(world.settings) && (asyncMode || isBehind(world, addition.name, now))
  if (queues) return enqueueAdd(world, call, addition, {now, failTask})
  const rows = bufferRows(world, addition)
  const conversation = begin(world, request, addition)
  reportDropped(world, conversation, request, messages.length - rows.length)
  bufferArrived(world, conversation, rows, {request, now})
  if (defers) return added(call, messages.length, 0)
  const {cells} = extract(world, conversation, {request, now, isFinal: false, swallow})
  if (swallow && cells > 0) throw modelFailed()
  return added(call, messages.length, cells)
}

/** What cannot be stored is only found out when its turn has come. */
function enqueueAdd(
  world: World,
  call: Call,
  addition: Addition,
  {now, failTask}: {now: number; failTask: boolean},
): Reply {
  if (!addition.messages.every(isStorable)) throw new Refusal(422, 'payload contains a lone surrogate character')
  const conversation = begin(world, call.request, addition)
  const work: QueuedWork = {type: 'memory_add', rows: [], defers: addition.defers}
  let fails = failTask
  try {
    work.rows = bufferRows(world, addition)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fails = true
  }
  return enqueue(world, call, conversation, {work, now, fails, messages: addition.messages.length})
}

function bufferRows({settings}: World, {name, messages}: Addition): SentMessage[] {
  const rows = messages.map((message, index) => {
    checkModality(message.content, index, settings.mode)
    const at = millisecondsOf(message.at)
    if (!isStorable(message)) throw new Refusal(500, 'Internal server error')
    // With the timestamp as sent, seconds too (everos 1.5.1 ingest/service.py).
    const id = `m_${name.sessionId}_${message.at}_${String(index).padStart(3, '0')}`
    return {...newMessage(message, index, at, id), sentAt: message.at}
  })
  return settings.memorize === 'agent' ? rows : rows.filter((row) => !isOfTools(row))
}

/** Mode `chat` leaves out calls of tools, also those of a user, and their results, and counts them as taken (everos 1.5.1 _boundary.py). */
function isOfTools({role, toolCalls}: NewMessage): boolean {
  return role === 'tool' || (toolCalls !== null && toolCalls !== '[]')
}

function reportDropped(world: World, {key}: Conversation, request: number, messages: number): void {
  if (messages === 0) return
  const detail = 'a server in the mode chat drops calls of tools and their results'
  world.report({kind: 'lost', conversation: key, request, messages, detail})
}

function begin(world: World, request: number, {name, ignored, messages}: Addition): Conversation {
  const conversation = world.store.conversations.findOrCreate(name)
  for (const detail of ignored)
    world.report({kind: 'ignored-key', conversation: conversation.key, request, messages: messages.length, detail})
  return conversation
}

function added(call: Call, count: number, cells: number): Reply {
  const status = cells > 0 ? 'extracted' : 'accumulated'
  return {status: 200, body: {request_id: call.requestId, data: {message_count: count, status}}}
}

/** Below 10^12 it takes a timestamp for seconds; a year after 9999 ends in its general error (OSS10 datetime.py:176-183). */
function millisecondsOf(at: number): number {
  const milliseconds = at < FIRST_MILLISECOND ? at * 1000 : at
  if (milliseconds > LATEST) throw new Refusal(500, 'Internal server error')
  return milliseconds
}

/** Sorts by arrival. */
function opaqueId(requestId: string, index: number): string {
  return `${requestId}${String(index).padStart(3, '0')}`
}

function newMessage(message: IncomingMessage, idx: number, at: number, messageId: string): NewMessage {
  const isItems = typeof message.content !== 'string'
  const text = messageText(message.content)
  return {
    idx,
    messageId,
    senderId: message.senderId,
    senderName: message.senderName ?? null,
    role: message.role,
    at,
    content: typeof message.content === 'string' ? message.content : JSON.stringify(message.content),
    isItems,
    toolCalls: message.toolCalls === undefined ? null : JSON.stringify(message.toolCalls),
    toolCallId: message.toolCallId ?? null,
    tokens: estimateTokens(message.senderName || message.senderId, text),
    isBlank: text === '',
  }
}
