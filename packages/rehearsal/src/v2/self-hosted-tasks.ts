import {asInteger} from '../check/lax.js'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {Route} from '../http/route.js'
import type {Task} from '../store/tasks.js'
import {pollTask} from '../tasks/poll.js'
import {settleAll} from '../tasks/settle.js'
import type {World} from '../world.js'
import {zuluInstant} from './instants.js'
import type {QueuedWork} from './self-hosted-queue.js'

const STATUSES = ['queued', 'processing', 'success', 'failed']
const MOST_PER_PAGE = 100

/** What was queued, in the words of the Cloud (everos 1.5.1 routes/tasks.py). A task's id is the request id of what it came from. */
export function selfHostedTaskRoutes(world: World, prefix: string): Route[] {
  return [
    {
      method: 'GET',
      path: prefix,
      kind: 'task',
      prepare({query, requestId}) {
        const status = query.get('status')
        const page = count(query, 'page', 1)
        const size = Math.min(count(query, 'page_size', 20), MOST_PER_PAGE)
        if (status !== null && !STATUSES.includes(status))
          throw new Refusal(422, `status must be one of ${STATUSES.join(', ')}; got '${status}'`)
        return {
          commit({now}) {
            const all = tasksOf(world, query, now).filter((task) => status === null || statusOf(task) === status)
            const items = all.slice((page - 1) * size, page * size).map(item)
            return {
              status: 200,
              body: {request_id: requestId, data: {total: all.length, page, page_size: size, items}},
            }
          },
        }
      },
    },
    {
      method: 'GET',
      path: `${prefix}/{task_id}`,
      kind: 'task',
      prepare: ({params, request, requestId}) => ({
        commit({now}) {
          const task = pollTask(world, params.task_id ?? '', request, now)
          return {status: 200, body: {request_id: requestId, data: item(task)}}
        },
      }),
    },
  ]
}

function count(query: URLSearchParams, name: string, fallback: number): number {
  const value = query.get(name)
  if (value === null) return fallback
  const number = asInteger(value)
  if (number === undefined) throw new InvalidBody('Input should be a valid integer', ['query', name])
  if (number < 1) throw new InvalidBody('Input should be greater than or equal to 1', ['query', name])
  return number
}

/** Newest first. An app and a project count only beside a session. */
function tasksOf(world: World, query: URLSearchParams, now: number): Task[] {
  const {tasks} = world.store
  settleAll(world, now)
  const session = query.get('session_id')
  if (session === null) return [...tasks.where('1 ORDER BY id DESC')]
  return [
    ...tasks.where(
      'conversation IN (SELECT id FROM conversation WHERE session_id = ? AND app_id = ? AND project_id = ?) ORDER BY id DESC',
      ...[session, query.get('app_id') ?? 'default', query.get('project_id') ?? 'default'],
    ),
  ]
}

function statusOf(task: Task): string {
  return task.status === 'processing' && task.polls === 0 ? 'queued' : task.status
}

function item(task: Task): Record<string, unknown> {
  const hasFailed = task.status === 'failed'
  return {
    id: task.uid,
    status: statusOf(task),
    task_type: (JSON.parse(task.work ?? '{}') as QueuedWork).type,
    error: hasFailed ? 'InternalError: the request could not be processed' : null,
    error_code: hasFailed ? 'InternalError' : null,
    created_at: zuluInstant(task.createdAt),
    finished_at: task.finishedAt === null ? null : zuluInstant(task.finishedAt),
  }
}
