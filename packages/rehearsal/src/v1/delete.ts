import {type Fields, isPresent, object, optionalText} from '../check/fields.js'
import {InvalidBody} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import {type Condition, joined} from '../store/condition.js'
import {forgetMemories} from '../store/forget.js'
import type {World} from '../world.js'

const SCOPE = ['user_id', 'group_id'] as const
const NARROWER = ['session_id', 'sender_id'] as const

/**
 * POST memories/delete: one memory, or a scope; 204 without a body (SDK1 memories.py; CORE memory_delete.py). Soft. An omitted name
 * is no filter, null or "" match what has none. Messages that still wait for extraction are not memories yet and stay.
 */
export function deleteRoute(world: World): Route {
  return {
    method: 'POST',
    path: '/api/v1/memories/delete',
    kind: 'delete',
    prepare(call) {
      const body = object(call.body)
      const condition = isPresent(body, 'memory_id') ? byId(body) : byScope(body)
      return {
        commit() {
          forgetMemories(world.store, condition)
          return {status: 204}
        },
      }
    },
  }
}

function byId(body: Fields): Condition {
  for (const key of [...SCOPE, ...NARROWER])
    if (isPresent(body, key)) throw new InvalidBody('Value error, memory_id cannot be combined with other filters')
  const id = optionalText(body, 'memory_id')
  if (id === undefined || id === '') throw new InvalidBody('Value error, memory_id must not be empty')
  const cell = /^ce11([0-9a-f]{20})$/.exec(id)?.[1]
  if (cell !== undefined) return {sql: 'cell = ?', values: [Number.parseInt(cell, 16)]}
  return {sql: 'uid = ?', values: [id]}
}

function byScope(body: Fields): Condition {
  if (!SCOPE.some((key) => isPresent(body, key)))
    throw new InvalidBody('Value error, at least one of memory_id, user_id or group_id is required')
  const conditions: Condition[] = []
  const column = {user_id: 'owner', group_id: 'group_id', session_id: 'session_id'} as const
  for (const key of [...SCOPE, 'session_id'] as const) {
    if (!isPresent(body, key)) continue
    const value = optionalText(body, key)
    if (value === undefined || value === '') conditions.push({sql: `${column[key]} IS NULL`, values: []})
    else conditions.push({sql: `${column[key]} = ?`, values: [value]})
  }
  const sender = optionalText(body, 'sender_id')
  if (sender !== undefined)
    conditions.push({sql: 'EXISTS (SELECT 1 FROM json_each(senders) WHERE value = ?)', values: [sender]})
  return joined('AND', conditions)
}
