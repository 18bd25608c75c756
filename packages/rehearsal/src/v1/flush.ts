import {object} from '../check/fields.js'
import type {Call, CommitOptions, Reply, Route} from '../http/route.js'
import {type Conversation, conversationKey} from '../store/conversations.js'
import {settleReady} from '../tasks/settle.js'
import type {World} from '../world.js'
import {pack} from './cell.js'
import {DEFAULT_SESSION} from './ids.js'
import {checkGroupName, checkSoloName, groupName, type SoloName, soloName} from './names.js'

export function flushRoutes(world: World): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/memories/group/flush',
      kind: 'flush',
      prepare(call) {
        const name = groupName(object(call.body))
        checkGroupName(name)
        return {
          conversation: conversationKey(name),
          names: [name.groupId],
          commit(options) {
            const conversation = world.store.conversations.find(name)
            return answer(world, call, conversation === undefined ? [] : [conversation], options)
          },
        }
      },
    },
    soloFlush(world, '/api/v1/memories/flush'),
    soloFlush(world, '/api/v1/memories/agent/flush'),
  ]
}

function soloFlush(world: World, path: string): Route {
  return {
    method: 'POST',
    path,
    kind: 'flush',
    prepare(call) {
      const body = object(call.body)
      const name = soloName(body)
      checkSoloName(body, name)
      return {
        conversation: conversationKey(name),
        names: [name.sessionId ?? '', name.userId],
        commit(options) {
          const conversations = [...targets(world, name)]
          if (name.sessionId === DEFAULT_SESSION) reportMissedSessions(world, call, name)
          return answer(world, call, conversations, options)
        },
      }
    },
  }
}

/** An explicit null session is no filter: all sessions of the user. An omitted one is the session "-1" alone. */
function targets(world: World, name: SoloName): Iterable<Conversation> {
  const {conversations} = world.store
  if (name.sessionId === null) return conversations.where("kind = 'solo' AND group_id = ?", name.groupId)
  const found = conversations.find(name)
  return found === undefined ? [] : [found]
}

function reportMissedSessions(world: World, call: Call, name: SoloName): void {
  const missed = [...world.store.conversations.where("kind = 'solo' AND group_id = ? AND open > 0", name.groupId)]
  const others = missed.filter((conversation) => conversation.sessionId !== DEFAULT_SESSION)
  if (others.length === 0) return
  world.report({
    kind: 'flush-default-session',
    conversation: conversationKey(name),
    request: call.request,
    messages: others.reduce((sum, conversation) => sum + conversation.open, 0),
    detail: `a flush without session_id reaches the session "-1" only; ${others.length} other sessions of the user wait`,
  })
}

function answer(world: World, call: Call, conversations: readonly Conversation[], options: CommitOptions): Reply {
  let extracted = false
  for (const conversation of conversations) if (flush(world, call, conversation, options)) extracted = true
  return {
    status: 200,
    body: {
      data: {
        request_id: call.requestId,
        status: extracted ? 'extracted' : 'no_extraction',
        message: 'Flush completed',
      },
    },
  }
}

function flush(world: World, call: Call, conversation: Conversation, {now, swallow}: CommitOptions): boolean {
  const {store} = world
  const {request} = call
  settleReady(world, conversation, now)
  const {packed, extracted} = pack(world, conversation, {request, now, swallow})
  if (conversation.open > 0)
    world.report({
      kind: 'flush-while-queued',
      conversation: conversation.key,
      request,
      messages: conversation.open,
      detail: 'a flush does not reach messages whose asynchronous add has not been processed: wait for the task',
    })
  store.messages.advance(conversation)
  store.conversations.save(conversation)
  store.memories.addFlush({
    request,
    at: now,
    conversation: conversation.id,
    status: extracted ? 'extracted' : 'no_extraction',
    messages: packed,
    cells: packed > 0 ? 1 : 0,
  })
  return extracted
}
