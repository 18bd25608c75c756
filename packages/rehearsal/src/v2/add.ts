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
import {extract, modelFailed} from './extract.js'
import {mergeBuffered} from './merge.js'
import {sessionMessages} from './messages.js'
import {type SessionName, sessionName} from './scope.js'

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
  const keys = new Set([...KEYS, ...(isCloud ? ['async_mode'] : []), ...(canDefer ? ['defer_extraction'] : [])])
  return {
    method: 'POST',
    path,
    kind: 'add',
    prepare(call) {
      const body = object(call.body)
      const name = sessionName(body)
      const messages = sessionMessages(body, settings)
      const addition: Addition = {
        name,
        messages,
        ignored: ignoredKeys(body, keys, MESSAGE_KEYS),
        asyncMode: isCloud ? optionalFlag(body, 'async_mode') : undefined,
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
  const asyncMode = addition.asyncMode ?? true
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

/** Self-hosted: merged into the buffer by id; without deferral, boundaries are looked for at once. */
function addToBuffer(world: World, call: Call, addition: Addition, {now, swallow}: CommitOptions): Reply {
  const {store} = world
  const {request} = call
  const {name, messages} = addition
  const rows = messages.map((message, index) => {
    const at = millisecondsOf(message.at)
    const id = `m_${name.sessionId}_${at}_${String(index).padStart(3, '0')}`
    return newMessage(message, index, at, id)
  })
  const conversation = begin(world, request, addition)
  const stored = mergeBuffered(world, conversation, request, now, rows)
  recordArrival(
    world,
    conversation,
    request,
    stored.map(({idx, at, content}) => ({at, content, sentAt: messages[idx]?.at ?? at})),
  )
  store.conversations.save(conversation)
  if (addition.defers) return added(call, messages.length, 0)
  const {cells} = extract(world, conversation, {request, now, isFinal: false, swallow})
  if (swallow && cells > 0) throw modelFailed()
  return added(call, messages.length, cells)
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
    tokens: estimateTokens(message.senderName ?? message.senderId, messageText(message.content)),
  }
}
