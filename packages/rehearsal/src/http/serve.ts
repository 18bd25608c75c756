import {createHash} from 'node:crypto'
import type {IncomingMessage as HttpRequest, ServerResponse} from 'node:http'
import {Refusal, Unrouted} from '../check/refusal.js'
import type {ParsedInjectedFault} from '../faults/fault.js'
import type {FaultPlan} from '../faults/fault-plan.js'
import type {Mode} from '../options.js'
import type {RequestRecord} from '../store/journal.js'
import type {World} from '../world.js'
import {type Access, checkVersion, modeOfPath} from './access.js'
import type {Api} from './api.js'
import {deliver, plannedOutcome} from './deliver.js'
import {InFlight} from './in-flight.js'
import {pause} from './pause.js'
import {perform} from './perform.js'
import {parseJson, readBody} from './read-body.js'
import {refuse} from './refuse.js'
import {RetryAfter} from './retry-after.js'
import type {Matched, Prepared, Reply, Router} from './route.js'
import {SessionLocks} from './session-locks.js'

export interface Service {
  world: World
  access: Access
  faults: FaultPlan
  apis: ReadonlyMap<Mode, {api: Api; router: Router}>
  latency: number
  maxBodyBytes: number
  seed: number
}

/** Serves the EverOS paths: checks, faults, one transaction, a line in the request log, an answer. */
export function requestHandler(service: Service): (request: HttpRequest, response: ServerResponse) => Promise<void> {
  const {world, faults, access, apis, maxBodyBytes, latency} = service
  const {journal} = world.store
  const inFlight = new InFlight()
  const retryAfter = new RetryAfter()
  const locks = new SessionLocks()
  const prefix = createHash('md5').update(String(service.seed)).digest('hex').slice(0, 16)

  function checkLength(bytes: number): void {
    if (bytes > maxBodyBytes) throw new Refusal(413, 'Request Entity Too Large')
    faults.checkBody(bytes)
  }

  function find(mode: Mode, {method, path}: RequestRecord): Matched {
    const {api, router} = apis.get(mode) ?? {}
    const matched = router?.match(method, path)
    if (matched === 'method') throw new Unrouted(405, 'Method Not Allowed')
    if (matched !== undefined) return matched
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
    if (api?.unroutedBody !== undefined && router?.match(method, other) !== undefined)
      throw new Unrouted(307, 'Temporary Redirect', {headers: {Location: other}})
    throw new Unrouted(404, 'Not Found')
  }

  /** Notes what the client should not have done, whatever becomes of the request. */
  async function judge({conversation}: Prepared, record: RequestRecord): Promise<void> {
    const common = {conversation: conversation ?? null, request: record.id, messages: record.messages ?? 0}
    if (conversation !== undefined && inFlight.isBusy(conversation))
      record.overlaps = await inFlight.others(conversation)
    if (record.overlaps > 0) {
      const detail = `${record.overlaps} other writes to the conversation were in flight`
      world.report({kind: 'overlap', ...common, detail})
    }
    const early = retryAfter.early(conversation ?? record.path, record.at)
    if (early > 0) world.report({kind: 'retry-too-soon', ...common, detail: `${early} ms before Retry-After was over`})
  }

  return async (request, response) => {
    let body: Buffer | undefined
    let tooLong: unknown
    try {
      body = await readBody(request, checkLength)
      // A client that left before its request was whole has asked for nothing.
      if (body === undefined) return
    } catch (error) {
      tooLong = error
      response.setHeader('Connection', 'close')
    }
    const {path, query} = address(request.url)
    const record = newRecord(journal.nextRequest(), world.now(), request.method ?? 'GET', path)
    const requestId = prefix + record.id.toString(16).padStart(16, '0')
    let mode = modeOfPath(path, world.settings.mode)
    let release = (): void => {}
    let fault: ParsedInjectedFault | undefined
    let reply: Reply
    try {
      if (tooLong !== undefined) throw tooLong
      const account = access.account(request.headers.authorization)
      mode = modeOfPath(path, account)
      checkVersion(path, account)
      const {route, params} = find(mode, record)
      record.kind = route.kind
      const json = route.method === 'GET' ? undefined : parseJson(body as Buffer, request.headers['content-type'])
      const prepared = route.prepare({request: record.id, requestId, path, params, query, body: json})
      record.conversation = prepared.conversation ?? null
      record.messages = prepared.messages?.length ?? null
      await judge(prepared, record)
      if (prepared.conversation !== undefined) {
        release = inFlight.begin(prepared.conversation).end
        response.on('close', release)
      }
      faults.checkRate(record.at)
      fault = faults.next(route.kind, prepared.names ?? [])
      faults.checkTexts(prepared.messages ?? [])
      const committed = () => {
        record.committed = true
      }
      reply = await perform(world, locks, {prepared, fault, committed})
    } catch (error) {
      const {api} = apis.get(mode) ?? {}
      if (api === undefined) throw error
      reply = refuse(api, error, {requestId, path, now: record.at})
    }
    const action = fault?.do
    record.status = reply.status
    record.fault = fault === undefined ? null : JSON.stringify(fault)
    record.outcome = response.destroyed ? 'left' : plannedOutcome(action)
    journal.logRequest(record)
    const seconds = Number(reply.headers?.['Retry-After'] ?? 0)
    if (seconds > 0) retryAfter.tell(record.conversation ?? path, record.at + seconds * 1000)
    if (latency > 0) await pause(latency)
    if (reply.status === 500 && apis.get(mode)?.api.closesAfter500) response.once('finish', () => request.socket.end())
    await deliver(response, {reply, requestId, action, release})
  }
}

function address(url = '/'): {path: string; query: URLSearchParams} {
  const mark = url.indexOf('?')
  if (mark < 0) return {path: url, query: new URLSearchParams()}
  return {path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1))}
}

function newRecord(id: number, at: number, method: string, path: string): RequestRecord {
  return {
    id,
    at,
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
}
