import type {Refusal} from '../check/refusal.js'
import type {Api} from '../http/api.js'
import {pythonInstant} from '../http/api.js'
import {objectSignRoute} from '../http/object-sign.js'
import type {Route} from '../http/route.js'
import {isAtLeast} from '../version.js'
import type {World} from '../world.js'
import {addRoute} from './add.js'
import {deleteRoutes} from './delete.js'
import {flushRoute} from './flush.js'
import {getRoute} from './get.js'
import {healthRoute} from './health.js'
import {searchRoute} from './search.js'
import {selfHostedTaskRoutes} from './self-hosted-tasks.js'
import {taskRoutes} from './tasks.js'

/** The v2 Cloud. Its errors are `{request_id, error: {code, message}}` (SDK2 docs/ErrorBody.md); the codes are guesses. */
export function v2CloudApi(world: World): Api {
  return {
    routes: [
      ...memoryRoutes(world, '/api/v2/memory'),
      ...deleteRoutes(world, '/api/v2/memory'),
      ...taskRoutes(world),
      objectSignRoute(),
    ],
    joinPlace: (place) => place.join('.'),
    errorBody: (refusal, {requestId, path}) =>
      path.startsWith('/api/v2/tasks') && refusal.status !== 401 && refusal.status !== 403
        ? taskError(refusal)
        : {
            request_id: requestId,
            error: {code: refusal.code ?? CLOUD_CODES[refusal.status] ?? 'INTERNAL_ERROR', message: refusal.message},
          },
  }
}

/**
 * The self-hosted server: `/api/v2/memory`, and `/api/v1/memory` with the same handlers; before 1.2 the latter alone (OSSDOC; CHANGELOG
 * 1.2.0). Its errors are `{request_id, error: {code, message, timestamp, path}}`.
 */
export function selfHostedApi(world: World): Api {
  const {version} = world.settings
  const prefixes = isAtLeast(version, '1.2') ? ['/api/v2', '/api/v1'] : ['/api/v1']
  return {
    routes: [...prefixes.flatMap((prefix) => selfHostedRoutes(world, prefix)), healthRoute(world)],
    joinPlace: (place) => place.join('.'),
    // Both are FastAPI's and uvicorn's doing (seen with everos 1.4.2 and 1.5.1).
    unroutedBody: ({status, message}) => (status === 307 ? undefined : {detail: message}),
    closesAfter500: true,
    errorBody: (refusal, {requestId, now, path}) => ({
      request_id: requestId,
      error: {code: selfHostedCode(refusal, version), message: refusal.message, timestamp: pythonInstant(now), path},
    }),
  }
}

/** Tasks since 1.5.0 (everos 1.5.1 routes/tasks.py); deleting since 1.6.0 (its release notes). */
function selfHostedRoutes(world: World, prefix: string): Route[] {
  const {version} = world.settings
  return [
    ...memoryRoutes(world, `${prefix}/memory`),
    ...(isAtLeast(version, '1.5') ? selfHostedTaskRoutes(world, `${prefix}/tasks`) : []),
    ...(isAtLeast(version, '1.6') ? deleteRoutes(world, `${prefix}/memory`) : []),
  ]
}

function memoryRoutes(world: World, prefix: string) {
  return [
    addRoute(world, `${prefix}/add`),
    flushRoute(world, `${prefix}/flush`),
    searchRoute(world, `${prefix}/search`),
    getRoute(world, `${prefix}/get`),
  ]
}

/** Tasks are another service, with errors of its own (SDK2 models/task_error_response_error.py names codes and types). */
function taskError({status, message}: Refusal) {
  const [code, type] =
    status === 404
      ? ['not_found', 'NotFound']
      : status < 500
        ? ['invalid_request', 'BadRequest']
        : ['unavailable', 'ServiceUnavailable']
  return {error: {code, message, type}}
}

const CLOUD_CODES: Record<number, string> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_FORMAT',
  422: 'INVALID_INPUT',
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
}

// OSSDOC "Errors". What the table does not have is a guess.
const SELF_HOSTED_CODES: Record<number, string> = {
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  415: 'UNSUPPORTED_FORMAT',
  422: 'INVALID_INPUT',
  503: 'EXTERNAL_SERVICE_UNAVAILABLE',
}

/** 1.0 knew two codes (OSS10 global_exception.py). */
function selfHostedCode({code, status}: Refusal, version: string): string {
  if (!isAtLeast(version, '1.1')) return status >= 500 ? 'SYSTEM_ERROR' : 'HTTP_ERROR'
  return code ?? SELF_HOSTED_CODES[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST')
}
