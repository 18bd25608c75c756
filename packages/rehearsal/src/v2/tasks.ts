import {Refusal} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import {type Condition, joined} from '../store/condition.js'
import type {Task} from '../store/tasks.js'
import {pollTask} from '../tasks/poll.js'
import {settleAll} from '../tasks/settle.js'
import type {World} from '../world.js'
import {zuluInstant} from './instants.js'

const STATUSES = ['queued', 'processing', 'pending', 'success', 'failed'] as const
type Status = (typeof STATUSES)[number]
const MOST_PER_PAGE = 100

/** Cloud only (SDK2 docs/TasksApi.md). A task's id is the request id of its add. */
export function taskRoutes(world: World): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/tasks',
      kind: 'task',
      prepare(call) {
        const {condition, page, size, status} = listing(call.query)
        return {
          commit({now}) {
            const all = tasks(world, condition, now).filter((task) => status === undefined || statusOf(task) === status)
            const items = all.slice((page - 1) * size, page * size).map((task) => item(world, task))
            return {
              status: 200,
              body: {request_id: call.requestId, data: {items, page, page_size: size, total: all.length}},
            }
          },
        }
      },
    },
    {
      method: 'GET',
      path: '/api/v2/tasks/stats',
      kind: 'task',
      prepare(call) {
        const {condition, from, until} = listing(call.query)
        return {
          commit({now}) {
            const all = tasks(world, condition, now)
            const count = (status: Status) => all.filter((task) => statusOf(task) === status).length
            const data = {
              by_status: Object.fromEntries(STATUSES.map((status) => [status, count(status)])),
              start: zuluInstant(from ?? now - world.settings.taskTtlMs),
              end: zuluInstant(until ?? now),
              total: all.length,
            }
            return {status: 200, body: {request_id: call.requestId, data}}
          },
        }
      },
    },
    {
      method: 'GET',
      path: '/api/v2/tasks/{task_id}',
      kind: 'task',
      prepare: (call) => ({
        commit({now}) {
          const task = pollTask(world, call.params.task_id ?? '', call.request, now)
          return {status: 200, body: {request_id: call.requestId, data: item(world, task)}}
        },
      }),
    },
  ]
}

function listing(query: URLSearchParams) {
  const conditions: Condition[] = []
  const session = query.get('session_id')
  if (session !== null)
    conditions.push({sql: 'conversation IN (SELECT id FROM conversation WHERE session_id = ?)', values: [session]})
  const from = instantParameter(query, 'start')
  const until = instantParameter(query, 'end')
  if (from !== undefined) conditions.push({sql: 'created_at >= ?', values: [from]})
  if (until !== undefined) conditions.push({sql: 'created_at <= ?', values: [until]})
  const status = query.get('status') ?? undefined
  if (status !== undefined && !STATUSES.includes(status as Status)) throw new Refusal(400, `invalid status: ${status}`)
  return {
    condition: joined('AND', conditions),
    page: countParameter(query, 'page', 1, Number.MAX_SAFE_INTEGER),
    size: countParameter(query, 'page_size', 20, MOST_PER_PAGE),
    status,
    from,
    until,
  }
}

function instantParameter(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name)
  if (value === null) return undefined
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw new Refusal(400, `invalid ${name}: ${value}`)
  return at
}

function countParameter(query: URLSearchParams, name: string, fallback: number, most: number): number {
  const value = query.get(name)
  if (value === null) return fallback
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1 || count > most) throw new Refusal(400, `invalid ${name}: ${value}`)
  return count
}

/** Newest first, without the expired ones; what has waited long enough is processed first. */
function tasks(world: World, {sql, values}: Condition, now: number): Task[] {
  const {store, settings} = world
  settleAll(world, now)
  const since = now - settings.taskTtlMs
  return [...store.tasks.where(`${sql} AND created_at >= ? ORDER BY id DESC`, ...values, since)]
}

function statusOf(task: Task): Status {
  return task.status === 'processing' && task.polls === 0 ? 'queued' : task.status
}

function item(world: World, task: Task): Record<string, unknown> {
  return {
    id: task.uid,
    status: statusOf(task),
    task_type: 'memory_add',
    object: 'session',
    object_id: world.store.conversations.byId(task.conversation).sessionId,
    created_at: zuluInstant(task.createdAt),
    ...(task.finishedAt === null ? {} : {finished_at: zuluInstant(task.finishedAt)}),
    ...(task.status === 'failed' ? {error: 'the add could not be processed', error_code: 'INTERNAL_ERROR'} : {}),
  }
}
