import type {Api} from '../http/api.js'
import {pythonInstant} from '../http/api.js'
import {objectSignRoute} from '../http/object-sign.js'
import type {World} from '../world.js'
import {addRoutes} from './add.js'
import {deleteRoute} from './delete.js'
import {directoryRoutes} from './directory.js'
import {flushRoutes} from './flush.js'
import {getRoute} from './get.js'
import {searchRoute} from './search.js'
import {settingsRoutes} from './settings.js'
import {taskRoute} from './task.js'

/** The v1 Cloud. Its errors are flat: `{code, message, request_id, timestamp, path}` (CORE global_exception_handler.py). */
export function v1Api(world: World): Api {
  return {
    routes: [
      ...addRoutes(world),
      ...flushRoutes(world),
      taskRoute(world),
      searchRoute(world),
      getRoute(world),
      deleteRoute(world),
      ...directoryRoutes(world),
      ...settingsRoutes(world),
      objectSignRoute(),
    ],
    joinPlace: (place) => place.join(' -> '),
    errorBody: (refusal, {requestId, path, now}) => ({
      code: refusal.code ?? (refusal.status >= 500 && refusal.message === INTERNAL ? 'SYSTEM_ERROR' : 'HTTP_ERROR'),
      message: refusal.message,
      request_id: requestId,
      timestamp: pythonInstant(now),
      path,
    }),
  }
}

const INTERNAL = 'Internal server error'
