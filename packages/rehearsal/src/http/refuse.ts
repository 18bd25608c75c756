import {InvalidBody, Refusal, Unrouted} from '../check/refusal.js'
import type {ParsedAction} from '../faults/fault.js'
import type {Api, ErrorContext} from './api.js'
import {proxyPage} from './deliver.js'
import type {Reply} from './route.js'

/** What an API answers to a request that it does not serve. Anything but a refusal is a bug of this server, and said so. */
export function refuse(api: Api, error: unknown, context: ErrorContext): Reply {
  const refusal = asRefusal(api, error)
  if (refusal instanceof Unrouted && api.unroutedBody !== undefined)
    return {status: refusal.status, headers: refusal.headers, body: api.unroutedBody(refusal)}
  return {status: refusal.status, headers: refusal.headers, body: api.errorBody(refusal, context)}
}

function asRefusal(api: Api, error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof InvalidBody)) return new Refusal(500, `the rehearsal server has a bug: ${String(error)}`)
  const place = api.joinPlace(error.place)
  return new Refusal(422, place === '' ? error.message : `${error.message}: ${place}`)
}

const MESSAGES: Record<number, string> = {
  401: 'Missing or invalid bearer token',
  403: 'Forbidden',
  413: 'Request Entity Too Large',
  422: 'Request validation error',
  429: 'Rate limit exceeded',
  500: 'Failed to store memory, please try again later',
  503: 'Service temporarily unavailable',
}

/** The answer that a fault with a status makes. 502 and 504 come from what stands in front of EverOS and are not JSON. */
export function faultReply({status, retryAfter, body}: Extract<ParsedAction, {status: number}>): Reply {
  const headers: Record<string, string> = retryAfter === undefined ? {} : {'Retry-After': String(retryAfter)}
  if (body !== undefined || status === 502 || status === 504) return {status, headers, body: body ?? proxyPage(status)}
  throw new Refusal(status, MESSAGES[status] ?? 'Injected fault', {headers})
}
