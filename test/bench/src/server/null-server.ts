import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

/** An EverOS v1 that takes everything and keeps nothing: what an import costs beside it is the import's own. */
export interface NullServer {
  url: string
  seen: ServerBooks
  /** Called after every request. */
  onRequest: (() => void) | undefined
  close(): Promise<void>
}

export interface ServerBooks {
  requests: number
  /** Requests that carried messages. */
  adds: number
  /** By `performance.now()`: when the first request came, and when the last answer left. */
  first: number
  last: number
  /** Time that the server took over its requests, each for itself, ms. */
  busy: number
}

const ADD = /^\/api\/v1\/memories(\/group)?$/
const ACCEPTED = JSON.stringify({data: {message: 'Messages accepted', status: 'accumulated'}})
const DONE = JSON.stringify({data: {status: 'extracted'}})

/** `latency`: every answer comes so many ms after its request is read. */
export async function startNullServer(latency = 0): Promise<NullServer> {
  const seen: ServerBooks = {requests: 0, adds: 0, first: Number.NaN, last: Number.NaN, busy: 0}
  const server = createServer({keepAliveTimeout: 60_000}, (request, response) => {
    const came = performance.now()
    if (seen.requests === 0) seen.first = came
    seen.requests += 1
    const isAdd = ADD.test(request.url ?? '')
    if (isAdd) seen.adds += 1
    const answer = () => {
      response.setHeader('content-type', 'application/json')
      response.end(isAdd ? ACCEPTED : DONE)
      seen.last = performance.now()
      seen.busy += seen.last - came
      started.onRequest?.()
    }
    request.resume()
    request.on('end', () => (latency > 0 ? setTimeout(answer, latency) : answer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const started: NullServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    onRequest: undefined,
    close: () => new Promise((resolve) => void server.close(() => resolve()).closeAllConnections()),
  }
  return started
}
