import {Refusal} from '../check/refusal.js'
import type {Task} from '../store/tasks.js'
import type {World} from '../world.js'
import {settleThrough} from './settle.js'

/** Looks at a task, as a client does: counts the poll, and processes when its time has come. Unknown and expired are 404. */
export function pollTask(world: World, uid: string, request: number, now: number): Task {
  const {tasks} = world.store
  const {taskTtlMs, taskPolls} = world.settings
  const task = tasks.find(uid)
  if (task === undefined) throw new Refusal(404, `Task not found: ${uid}`)
  if (now - task.createdAt > taskTtlMs) {
    world.report({
      kind: 'task-expired',
      conversation: null,
      request,
      messages: 0,
      detail: `task ${uid} was asked for ${now - task.createdAt} ms after its add; tasks are kept ${taskTtlMs} ms`,
    })
    throw new Refusal(404, `Task not found: ${uid}`)
  }
  tasks.countPoll(task)
  if (task.status !== 'processing' || (task.readyAt > now && task.polls < taskPolls)) return task
  settleThrough(world, task, now)
  return tasks.find(uid) as Task
}
