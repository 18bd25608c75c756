import {type Answer, isMissing} from './answer.js'
import {at, field} from './json.js'
import type {TaskState} from './target.js'

const QUEUED = new Set(['queued', 'pending', 'processing', 'accepted'])
const SUCCEEDED = new Set(['success', 'succeeded', 'completed', 'complete', 'done', 'finished'])
const WORKING = new Set([...QUEUED, 'running', 'started', 'in_progress'])
const FAILED = new Set(['failed', 'failure', 'error', 'errored', 'cancelled', 'canceled'])

/**
 * The id to ask for what an accepted add became: `''` when it is queued and there is nothing to ask for, undefined when the answer
 * itself is the receipt. Servers word it differently (docs/everos.md 1.2, 2.3): inside `data` or flat, a task's id or the request's.
 */
export function queuedTask({status, body}: Extract<Answer, {kind: 'ok'}>): string | undefined {
  const id = idAt(body, 'data', 'task_id') ?? idAt(body, 'task_id')
  if (id !== undefined) return id
  const state = (field(body, 'data', 'status') ?? field(body, 'status'))?.toLowerCase()
  if (status !== 202 && !(state !== undefined && QUEUED.has(state))) return undefined
  return idAt(body, 'data', 'request_id') ?? idAt(body, 'request_id') ?? ''
}

/** What an answer about a task says. Tasks are forgotten after an hour: one that is gone says nothing about failure (docs/everos.md 1.3). */
export function taskState(answer: Answer): TaskState {
  if (answer.kind !== 'ok') return isMissing(answer) ? {kind: 'gone'} : {kind: 'unasked', answer}
  const state = (field(answer.body, 'data', 'status') ?? field(answer.body, 'status') ?? '').toLowerCase()
  if (SUCCEEDED.has(state)) return {kind: 'success'}
  if (FAILED.has(state)) return {kind: 'failed'}
  // States are an open set; what has an end has ended.
  if (field(answer.body, 'data', 'finished_at') === undefined || WORKING.has(state)) return {kind: 'processing'}
  return {kind: at(answer.body, 'data', 'error') ? 'failed' : 'success'}
}

function idAt(body: unknown, ...keys: string[]): string | undefined {
  const id = at(body, ...keys)
  return typeof id === 'number' ? String(id) : field(body, ...keys)
}
