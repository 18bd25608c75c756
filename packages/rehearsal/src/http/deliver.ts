import {type ServerResponse, STATUS_CODES} from 'node:http'
import type {ParsedAction} from '../faults/fault.js'
import type {Outcome} from '../store/journal.js'
import {pause} from './pause.js'
import type {Reply} from './route.js'

/** What goes over the wire in answer to one request. */
export interface Delivery {
  reply: Reply
  requestId: string
  action: ParsedAction | undefined
  /** Called when the client may believe that the request is over: just before the last byte, or at the reset. */
  release(): void
}

/** How this delivery will end, if the client stays. */
export function plannedOutcome(action: ParsedAction | undefined): Outcome {
  if (action === undefined) return 'answered'
  if ('reset' in action) return 'reset'
  if ('hang' in action) return 'hung'
  if ('torn' in action) return 'torn'
  return 'answered'
}

/** Sends the answer, or what the fault makes of it. */
export async function deliver(response: ServerResponse, delivery: Delivery): Promise<void> {
  const {action, release} = delivery
  if (response.destroyed) return release()
  if (action !== undefined && 'reset' in action) return cut(response, release)
  if (action !== undefined && 'hang' in action) {
    if (action.hang === true) return
    await pause(action.hang)
    return cut(response, release)
  }
  const {head, body} = written(delivery)
  response.writeHead(delivery.reply.status, head)
  if (action !== undefined && 'torn' in action) {
    response.write(body.subarray(0, Math.ceil(body.length / 2)))
    // The half must be on the wire before the reset throws it away.
    await pause(1)
    return cut(response, release)
  }
  const last = action !== undefined && 'slowBody' in action ? await drip(response, body, action.slowBody) : body
  release()
  response.end(last)
}

function written({reply, requestId}: Delivery): {head: Record<string, string | number>; body: Buffer} {
  const isText = typeof reply.body === 'string'
  const body =
    reply.body === undefined ? Buffer.alloc(0) : Buffer.from(isText ? `${reply.body}` : JSON.stringify(reply.body))
  const head: Record<string, string | number> = {'X-Request-Id': requestId, ...reply.headers}
  if (reply.status !== 204) head['Content-Length'] = body.length
  if (reply.body !== undefined) head['Content-Type'] ??= isText ? 'text/html' : 'application/json'
  return {head, body}
}

const PIECES = 8

/** Sends all but the last piece, slowly, and gives that one back. */
async function drip(response: ServerResponse, body: Buffer, ms: number): Promise<Buffer> {
  const size = Math.max(1, Math.ceil(body.length / PIECES))
  let start = 0
  for (; start + size < body.length && !response.destroyed; start += size) {
    response.write(body.subarray(start, start + size))
    await pause(ms / PIECES)
  }
  return body.subarray(start)
}

function cut(response: ServerResponse, release: () => void): void {
  release()
  response.socket?.resetAndDestroy()
}

/** The page that a proxy answers with when what stands behind it does not. */
export function proxyPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
}
