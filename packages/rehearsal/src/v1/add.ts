import {type Fields, object, optionalFlag, optionalObject} from '../check/fields.js'
import type {IncomingMessage} from '../check/incoming-message.js'
import type {Call, CommitOptions, Prepared, Reply, Route} from '../http/route.js'
import {recordArrival} from '../ledger/arrival.js'
import {ignoredKeys} from '../ledger/ignored-keys.js'
import {type ConversationName, conversationKey} from '../store/conversations.js'
import type {NewMessage} from '../store/message-row.js'
import type {World} from '../world.js'
import {agentMessages} from './agent-messages.js'
import {generatedMessageId} from './ids.js'
import {groupMessages, personalMessages} from './messages.js'
import {checkGroupName, checkSoloName, groupName, soloName} from './names.js'

const GROUP_KEYS = new Set(['group_id', 'group_meta', 'messages', 'async_mode'])
const GROUP_MESSAGE_KEYS = new Set(['message_id', 'sender_id', 'sender_name', 'role', 'timestamp', 'content'])
const SOLO_KEYS = new Set(['user_id', 'session_id', 'messages', 'async_mode'])
// message_id and sender_name are in CORE's type, but the gateway drops them: sending them tells nothing to anybody.
const SOLO_MESSAGE_KEYS = new Set(['message_id', 'sender_id', 'sender_name', 'role', 'timestamp', 'content'])
const AGENT_MESSAGE_KEYS = new Set([...SOLO_MESSAGE_KEYS, 'tool_calls', 'tool_call_id'])

interface Addition {
  name: ConversationName
  messages: readonly IncomingMessage[]
  /** Undefined: left to the server's default, which is asynchronous (LLMS) but written down nowhere else. */
  asyncMode: boolean | undefined
  ignored: readonly string[]
  meta?: Fields | undefined
}

export function addRoutes(world: World): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/memories/group',
      kind: 'add',
      prepare(call) {
        const body = object(call.body)
        const name = groupName(body)
        const meta = optionalObject(body, 'group_meta')
        const messages = groupMessages(body)
        checkGroupName(name)
        const asyncMode = optionalFlag(body, 'async_mode')
        return prepared(world, call, {
          name,
          messages,
          meta,
          asyncMode,
          ignored: ignoredKeys(body, GROUP_KEYS, GROUP_MESSAGE_KEYS),
        })
      },
    },
    soloRoute(world, '/api/v1/memories', personalMessages, SOLO_MESSAGE_KEYS),
    soloRoute(world, '/api/v1/memories/agent', agentMessages, AGENT_MESSAGE_KEYS),
  ]
}

function soloRoute(
  world: World,
  path: string,
  read: (body: Fields, userId: string) => IncomingMessage[],
  keys: ReadonlySet<string>,
): Route {
  return {
    method: 'POST',
    path,
    kind: 'add',
    prepare(call) {
      const body = object(call.body)
      const name = soloName(body)
      const messages = read(body, name.userId)
      checkSoloName(body, name)
      const asyncMode = optionalFlag(body, 'async_mode')
      return prepared(world, call, {name, messages, asyncMode, ignored: ignoredKeys(body, SOLO_KEYS, keys)})
    },
  }
}

function prepared(world: World, call: Call, addition: Addition): Prepared {
  const {name, messages} = addition
  return {
    conversation: conversationKey(name),
    names: name.kind === 'group' ? [name.groupId] : name.kind === 'solo' ? [name.sessionId ?? '', name.userId] : [],
    messages,
    commit: (options) => commit(world, call, addition, options),
  }
}

function commit(world: World, call: Call, addition: Addition, {now, failTask}: CommitOptions): Reply {
  const {store} = world
  const {name, messages} = addition
  const {asyncMode = true} = addition
  const conversation = store.conversations.findOrCreate(name)
  const {key} = conversation
  const {request} = call
  const rows = messages.map((message, idx) => row(name, message, idx))
  store.messages.append(conversation, {request, now, state: asyncMode ? 'queued' : 'buffered'}, rows)
  recordArrival(world, conversation, request, messages)
  store.conversations.save(conversation)
  register(world, addition, now)
  for (const detail of addition.ignored)
    world.report({kind: 'ignored-key', conversation: key, request, messages: messages.length, detail})
  if (addition.asyncMode === undefined)
    world.report({
      kind: 'async-mode-omitted',
      conversation: key,
      request,
      messages: messages.length,
      detail: 'async_mode has no documented default: send it',
    })
  const count = messages.length
  if (!asyncMode)
    return {
      status: 200,
      body: {
        data: {message: 'Messages accepted', message_count: count, status: 'accumulated', request_id: call.requestId},
      },
    }
  const uid = `task_${call.requestId}`
  const readyAt = now + world.settings.taskMs
  store.tasks.add({uid, conversation: conversation.id, request, createdAt: now, readyAt, fails: failTask ? 1 : 0})
  const message = 'Request accepted, processing in background'
  if (world.settings.acknowledgement === 'flat')
    return {status: 202, body: {message, request_id: call.requestId, status: 'queued'}}
  return {status: 202, body: {data: {message, message_count: count, status: 'queued', task_id: uid}}}
}

function row(name: ConversationName, message: IncomingMessage, idx: number): NewMessage {
  const context = name.kind === 'solo' ? name.userId : name.kind === 'group' ? name.groupId : ''
  const isItems = typeof message.content !== 'string'
  return {
    idx,
    messageId: message.messageId ?? generatedMessageId(context, message.at),
    senderId: message.senderId,
    senderName: message.senderName ?? message.senderId,
    role: message.role,
    at: message.at,
    content: typeof message.content === 'string' ? message.content : JSON.stringify(message.content),
    isItems,
    toolCalls: message.toolCalls === undefined ? null : JSON.stringify(message.toolCalls),
    toolCallId: message.toolCallId ?? null,
    tokens: 0,
  }
}

/** Groups and senders come into being when they are written to (CORE memory_controller.py:273-282). */
function register(world: World, {name, messages, meta}: Addition, now: number): void {
  const {directory} = world.store
  if (name.kind === 'session') return
  if (meta === undefined) directory.register('group', name.groupId, null, now)
  else directory.upsert('group', name.groupId, textOf(meta.name), textOf(meta.description), now)
  for (const message of messages)
    if (message.role !== 'tool')
      directory.register('sender', message.senderId, message.senderName ?? message.senderId, now)
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
