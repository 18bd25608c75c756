import {object} from '../check/fields.js'
import type {Call, CommitOptions, Reply, Route} from '../http/route.js'
import {conversationKey} from '../store/conversations.js'
import {settleReady} from '../tasks/settle.js'
import type {World} from '../world.js'
import {type Extraction, extract, modelFailed} from './extract.js'
import {type SessionName, sessionName} from './scope.js'
import {enqueue, hasQueue, isBehind} from './self-hosted-queue.js'

/** Closes what a session has buffered. What is still queued stays (SDK2 FlushInput.md). */
export function flushRoute(world: World, path: string): Route {
  return {
    method: 'POST',
    path,
    kind: 'flush',
    prepare(call) {
      const name = sessionName(object(call.body), world.settings)
      return {
        conversation: conversationKey(name),
        names: [name.sessionId],
        commit(options) {
          if (hasQueue(world.settings) && isBehind(world, name, options.now)) {
            const conversation = world.store.conversations.findOrCreate(name)
            const {now, failTask: fails} = options
            return enqueue(world, call, conversation, {work: {type: 'memory_flush'}, now, fails, messages: 0})
          }
          return reply(call, flush(world, call, name, options))
        },
      }
    },
  }
}

function flush(world: World, {request}: Call, name: SessionName, {now, swallow}: CommitOptions): Extraction {
  const {store} = world
  const conversation = store.conversations.find(name)
  if (conversation === undefined) return {messages: 0, cells: 0}
  settleReady(world, conversation, now)
  const extraction = extract(world, conversation, {request, now, isFinal: true, swallow})
  if (conversation.open > 0)
    world.report({
      kind: 'flush-while-queued',
      conversation: conversation.key,
      request,
      messages: conversation.open,
      detail: 'a flush does not reach messages whose asynchronous add has not been processed: wait for the task',
    })
  const status = extraction.cells > 0 ? 'extracted' : 'no_extraction'
  store.memories.addFlush({request, at: now, conversation: conversation.id, status, ...extraction})
  if (swallow && extraction.cells > 0) throw modelFailed()
  return extraction
}

function reply(call: Call, {cells}: Extraction): Reply {
  const status = cells > 0 ? 'extracted' : 'no_extraction'
  return {status: 200, body: {request_id: call.requestId, data: {status}}}
}
