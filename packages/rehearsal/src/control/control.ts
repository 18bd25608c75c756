import type {IncomingMessage as HttpRequest, ServerResponse} from 'node:http'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {ZodError} from 'zod'
import type {Fault} from '../faults/fault.js'
import type {FaultPlan} from '../faults/fault-plan.js'
import {readBody} from '../http/read-body.js'
import type {ConversationSelector, Ledger} from '../ledger/ledger.js'

export const CONTROL_PREFIX = '/__rehearsal/'
const SELECTORS = ['group_id', 'user_id', 'session_id', 'app_id', 'project_id'] as const
const MOST_BYTES = 1_000_000

/** Endpoints for whoever judges the rehearsal from another process. No key, no faults, not in the request log. */
export function controlHandler(
  ledger: Ledger,
  faults: FaultPlan,
): (request: HttpRequest, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://rehearsal')
    const body = await readBody(request, (bytes) => {
      if (bytes > MOST_BYTES) throw new Error('the body is too long')
    })
    if (body === undefined) return
    const what = `${request.method} ${pathname.slice(CONTROL_PREFIX.length)}`
    const selector = selectorOf(searchParams)
    if (what === 'GET ledger') {
      const {totals, conversations, violations} = ledger.summary(selector)
      send(response, 200, {...totals, by_conversation: conversations, violation_list: violations})
    } else if (what === 'GET messages') await sendLines(response, ledger.eachMessage(selector, searchParams.has('all')))
    else if (what === 'GET requests') await sendLines(response, ledger.requests())
    else if (what === 'GET flushes') send(response, 200, ledger.flushes(selector))
    else if (what === 'GET episodes') send(response, 200, ledger.episodes(selector))
    else if (what === 'GET faults') send(response, 200, faults.list())
    else if (what === 'POST faults') send(response, ...added(faults, body))
    else if (what === 'DELETE faults') {
      faults.clear()
      send(response, 200, [])
    } else send(response, 404, {error: `no such control endpoint: ${what}`})
  }
}

function selectorOf(params: URLSearchParams): ConversationSelector {
  const entries = SELECTORS.flatMap((key) => (params.has(key) ? [[key, params.get(key)]] : []))
  return Object.fromEntries(entries) as ConversationSelector
}

/** One fault or an array of them. */
function added(faults: FaultPlan, body: Buffer): [number, unknown] {
  try {
    const input = JSON.parse(body.toString('utf8')) as Fault | Fault[]
    for (const fault of Array.isArray(input) ? input : [input]) faults.push(fault)
    return [200, faults.list()]
  } catch (error) {
    if (error instanceof SyntaxError) return [400, {error: `not JSON: ${error.message}`}]
    if (error instanceof ZodError) return [422, {error: 'not a fault', issues: error.issues}]
    throw error
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {'Content-Type': 'application/json'})
  response.end(JSON.stringify(body))
}

/** A JSON array with one element a line, written as it is read. */
async function sendLines(response: ServerResponse, rows: Iterable<unknown>): Promise<void> {
  response.writeHead(200, {'Content-Type': 'application/json'})
  await pipeline(Readable.from(arrayText(rows)), response)
}

const ROWS_A_PIECE = 200

function* arrayText(rows: Iterable<unknown>): Generator<string> {
  let piece = '['
  let count = 0
  for (const row of rows) {
    piece += `${count === 0 ? '' : ','}\n${JSON.stringify(row)}`
    count += 1
    if (count % ROWS_A_PIECE > 0) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n]\n`
}
