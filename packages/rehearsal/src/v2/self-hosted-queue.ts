import {Refusal} from '../check/refusal.js'
import type {Call, Reply} from '../http/route.js'
import {recordArrival} from '../ledger/arrival.js'
import type {Settings} from '../options.js'
import type {Conversation} from '../store/conversations.js'
import type {NewMessage} from '../store/message-row.js'
import {settleReady} from '../tasks/settle.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'
import {extract} from './extract.js'
import {mergeBuffered} from './merge.js'
import type {SessionName} from './scope.js'

/** A row of the buffer, with its timestamp as it was sent. */
export interface SentMessage extends NewMessage {
  sentAt: number
}

export type QueuedWork = {type: 'memory_add'; rows: SentMessage[]; defers: boolean} | {type: 'memory_flush'}

interface When {
  request: number
  now: number
}

// everos 1.5.1 config/default.toml [memorize.async_queue].
const MOST_PENDING = 50

/** `async_mode` on a self-hosted server (everos 1.5.1 service/memorize_queue.py; 1.4.2 has none). */
export function hasQueue({mode, version}: Settings): boolean {
  return mode === 'v2-self-hosted' && isAtLeast(version, '1.5')
}

/** Whether the session has something queued: whatever comes then queues behind it, flushes too. */
export function isBehind(world: World, name: SessionName, now: number): boolean {
  const conversation = world.store.conversations.find(name)
  if (conversation === undefined) return false
  settleReady(world, conversation, now)
  return world.store.tasks.waiting(conversation.id).length > 0
}

export function enqueue(
  world: World,
  {request, requestId}: Call,
  {id: conversation}: Conversation,
  {work, now, fails, messages}: {work: QueuedWork; now: number; fails: boolean; messages: number},
): Reply {
  const {store, settings} = world
  const before = store.tasks.waiting(conversation).length
  if (before >= MOST_PENDING)
    throw new Refusal(429, `memorize queue saturated: ${before} pending`, {code: 'QUEUE_SATURATED'})
  const readyAt = now + settings.taskMs
  store.tasks.add({
    ...{uid: requestId, conversation, request, createdAt: now, readyAt, fails: fails ? 1 : 0},
    work: JSON.stringify(work),
  })
  const data = {status: 'queued', message_count: messages, pending: before + 1}
  return {status: 202, body: {request_id: requestId, data}}
}

/** Its turn has come. */
export function workOff(world: World, conversation: Conversation, work: string, {request, now}: When): void {
  const queued = JSON.parse(work) as QueuedWork
  if (queued.type === 'memory_add') {
    bufferArrived(world, conversation, queued.rows, {request, now})
    if (!queued.defers) extract(world, conversation, {request, now, isFinal: false})
    return
  }
  const extraction = extract(world, conversation, {request, now, isFinal: true})
  const status = extraction.cells > 0 ? 'extracted' : 'no_extraction'
  world.store.memories.addFlush({request, at: now, conversation: conversation.id, status, ...extraction})
}

export function bufferArrived(
  world: World,
  conversation: Conversation,
  rows: readonly SentMessage[],
  {request, now}: When,
): void {
  const stored = mergeBuffered(world, conversation, request, now, rows) as readonly SentMessage[]
  recordArrival(world, conversation, request, stored)
  world.store.conversations.save(conversation)
}
