import {createHash} from 'node:crypto'
import type {IncomingMessage as HttpRequest, ServerResponse} from 'node:http'
import {setTimeout as wait} from 'node:timers/promises'
import {InvalidBody, Refusal} from '../check/refusal.js'
import type {ParsedInjectedFault} from '../faults/fault.js'
import type {FaultPlan} from '../faults/fault-plan.js'
import type {Mode} from '../options.js'
import type {RequestRecord} from '../store/journal.js'
import type {World} from '../world.js'
import {type Access, checkVersion, modeOfPath} from './access.js'
import type {Api} from './api.js'
import {deliver, plannedOutcome, proxyPage} from './deliver.js'
import {InFlight, RetryAfter} from './in-flight.js'
import {parseJson, readBody} from './read-body.js'
import type {CommitOptions, Prepared, Reply, Router} from './route.js'

export interface Service {
  world: World
  access: Access
  faults: FaultPlan
  apis: ReadonlyMap<Mode, {api: Api; router: Router}>
  latency: number
  maxBodyBytes: number
  seed: number
}

/** Serves the EverOS paths: checks, faults, one transaction, an answer, a line in the request log. */
export function requestHandler(service: Service): (request: HttpRequest, response: ServerResponse) => Promise<void> {
  const inFlight = new InFlight()
  const retryAfter = new RetryAfter()
  const {world, faults} = service
  const prefix = createHash('md5').update(String(service.seed)).digest('hex').slice(0, 16)

  return async (request, response) => {
    const {pathname: path, searchParams: query} = new URL(request.url ?? '/', 'http://rehearsal')
    const method = request.method ?? 'GET'
    let mode: Mode = modeOfPath(path, service.world.settings.mode)
    let body: Buffer | undefined
    let refused: unknown
    try {
      body = await readBody(request, (bytes) => {
        if (bytes > service.maxBodyBytes) throw new Refusal(413, 'Request Entity Too Large')
        faults.checkBody(bytes)
      })
      // A client that left before its request was whole has asked for nothing.
      if (body === undefined) return
    } catch (error) {
      refused = error
    }

    const number = world.store.journal.nextRequest()
    const requestId = prefix + number.toString(16).padStart(16, '0')
    const record: RequestRecord = {
      id: number,
      at: world.now(),
      method,
      path,
      kind: null,
      conversation: null,
      messages: null,
      overlaps: 0,
      status: null,
      outcome: 'answered',
      fault: null,
      committed: false,
    }
    let release = (): void => {}
    let fault: ParsedInjectedFault | undefined
    let reply: Reply
    try {
      if (refused !== undefined) throw refused
      const account = service.access.account(request.headers.authorization)
      mode = modeOfPath(path, account)
      checkVersion(path, account)
      const {route, params} = find(service, mode, method, path)
      record.kind = route.kind
      const hasBody = method !== 'GET'
      const call = {
        request: number,
        requestId,
        path,
        params,
        query,
        body: hasBody ? parseJson(body as Buffer, request.headers['content-type']) : undefined,
      }
      const prepared = route.prepare(call)
      record.conversation = prepared.conversation ?? null
      record.messages = prepared.messages?.length ?? null
      if (prepared.conversation !== undefined) {
        const flight = inFlight.begin(prepared.conversation)
        record.overlaps = flight.overlaps
        release = flight.end
        response.on('close', release)
      }
      const early = retryAfter.early(prepared.conversation ?? path, record.at)
      faults.checkRate(record.at)
      fault = faults.next(route.kind, prepared.names ?? [])
      faults.checkTexts(prepared.messages ?? [])
      reply = await serve(service, prepared, record, fault, early)
    } catch (error) {
      reply = refusal(service, mode, error, {requestId, path, now: record.at})
    }

    const action = fault?.do
    record.status = reply.status
    record.fault = fault === undefined ? null : JSON.stringify(fault)
    record.outcome = response.destroyed ? 'left' : plannedOutcome(action)
    const seconds = Number(reply.headers?.['Retry-After'])
    if (seconds > 0) retryAfter.tell(record.conversation ?? path, record.at + seconds * 1000)
    world.store.journal.logRequest(record)
    if (service.latency > 0) await wait(service.latency)
    if (refused !== undefined) response.setHeader('Connection', 'close')
    await deliver(response, {reply, requestId, action, release})
  }
}

function find(service: Service, mode: Mode, method: string, path: string) {
  const matched = service.apis.get(mode)?.router.match(method, path)
  if (matched === undefined) throw new Refusal(404, 'Not Found')
  if (matched === 'method') throw new Refusal(405, 'Method Not Allowed')
  return matched
}

async function serve(
  {world}: Service,
  prepared: Prepared,
  record: RequestRecord,
  fault: ParsedInjectedFault | undefined,
  early: number,
): Promise<Reply> {
  const action = fault?.do
  const before = fault?.when === 'before-commit'
  const delay = action !== undefined && 'delay' in action ? action.delay : 0
  const fails =
    action !== undefined && ('status' in action || 'reset' in action || 'hang' in action || 'torn' in action)
  if (before && delay > 0) await wait(delay)
  let reply: Reply = {status: 200, body: {}}
  if (!(before && fails)) {
    const options: CommitOptions = {
      now: world.now(),
      failTask: action !== undefined && 'failTask' in action,
      swallow: action !== undefined && 'swallow' in action,
    }
    reply = commit(world, prepared, record, options, early)
  }
  if (!before && delay > 0) await wait(delay)
  if (action !== undefined && 'status' in action) return faultReply(action)
  return reply
}

function commit(world: World, prepared: Prepared, record: RequestRecord, options: CommitOptions, early: number): Reply {
  const done = world.store.transaction((): Reply | Refusal => {
    const {conversation, id: request} = record
    if (record.overlaps > 0)
      world.report({
        kind: 'overlap',
        conversation,
        request,
        messages: record.messages ?? 0,
        detail: `${record.overlaps} other writes to the conversation were in flight`,
      })
    if (early > 0)
      world.report({
        kind: 'retry-too-soon',
        conversation,
        request,
        messages: record.messages ?? 0,
        detail: `${early} ms before the end of Retry-After`,
      })
    try {
      return prepared.commit(options)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })
  record.committed = true
  if (done instanceof Refusal) throw done
  return done
}

function faultReply({
  status,
  retryAfter,
  body,
}: {
  status: number
  retryAfter?: number | undefined
  body?: string | undefined
}): Reply {
  const headers: Record<string, string> = retryAfter === undefined ? {} : {'Retry-After': String(retryAfter)}
  // 502 and 504 come from what stands in front of EverOS, which does not speak JSON.
  if (body !== undefined || status === 502 || status === 504) return {status, headers, body: body ?? proxyPage(status)}
  throw new Refusal(status, FAULT_MESSAGES[status] ?? 'Injected fault', {headers})
}

const FAULT_MESSAGES: Record<number, string> = {
  401: 'Missing or invalid bearer token',
  403: 'Forbidden',
  413: 'Request Entity Too Large',
  422: 'Request validation error',
  429: 'Rate limit exceeded',
  500: 'Failed to store memory, please try again later',
  503: 'Service temporarily unavailable',
}

function refusal(
  service: Service,
  mode: Mode,
  error: unknown,
  context: {requestId: string; path: string; now: number},
): Reply {
  const {api} = service.apis.get(mode) ?? {}
  if (api === undefined) throw error
  const refused = asRefusal(api, error)
  return {status: refused.status, headers: refused.headers, body: api.errorBody(refused, context)}
}

function asRefusal(api: Api, error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (!(error instanceof InvalidBody)) throw error
  const place = api.joinPlace(error.place)
  return new Refusal(422, place === '' ? error.message : `${error.message}: ${place}`)
}
