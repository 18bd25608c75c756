import type {Route} from '../http/route.js'
import {pollTask} from '../tasks/poll.js'
import type {World} from '../world.js'

/** `processing`, `success` or `failed`; 404 once the hour is over (SDK1 resources/v1/tasks.py). */
export function taskRoute(world: World): Route {
  return {
    method: 'GET',
    path: '/api/v1/tasks/{task_id}',
    kind: 'task',
    prepare: (call) => ({
      commit({now}) {
        const task = pollTask(world, call.params.task_id ?? '', call.request, now)
        return {status: 200, body: {data: {task_id: task.uid, status: task.status}}}
      },
    }),
  }
}
