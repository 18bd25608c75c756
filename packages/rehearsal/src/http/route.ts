import type {IncomingMessage} from '../check/incoming-message.js'
import type {RequestKind} from '../faults/fault.js'

export interface Reply {
  status: number
  /** Sent as JSON; undefined: no body. */
  body?: unknown
  headers?: Record<string, string>
}

/** One request, arrived whole. */
export interface Call {
  /** Number of the request, in order of arrival. */
  request: number
  /** What the client is told as request_id. */
  requestId: string
  path: string
  /** Values of the `{name}` parts of the route. */
  params: Record<string, string>
  query: URLSearchParams
  /** Parsed JSON; undefined where the route takes no body. */
  body: unknown
}

/** A request that has passed all checks. Nothing has been stored yet. */
export interface Prepared {
  /** Key of the conversation it writes to. */
  conversation?: string
  /** The ids that a fault may name it by. */
  names?: readonly string[]
  messages?: readonly IncomingMessage[]
  /** Does it, in one transaction. */
  commit(options: CommitOptions): Reply
}

export interface CommitOptions {
  now: number
  failTask: boolean
  swallow: boolean
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Literal parts and `{name}` parts. */
  path: string
  kind: RequestKind
  /** Throws Refusal or InvalidBody. */
  prepare(call: Call): Prepared
}

export interface Matched {
  route: Route
  params: Record<string, string>
}

/** Finds routes by path. */
export class Router {
  readonly #exact = new Map<string, Route[]>()
  readonly #patterns: {parts: string[]; route: Route}[] = []

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      if (route.path.includes('{')) this.#patterns.push({parts: route.path.split('/'), route})
      else this.#exact.set(route.path, [...(this.#exact.get(route.path) ?? []), route])
    }
  }

  /** `undefined`: no such path. `'method'`: the path exists, with other methods. */
  match(method: string, path: string): Matched | 'method' | undefined {
    const exact = this.#exact.get(path)
    if (exact !== undefined) {
      const route = exact.find((candidate) => candidate.method === method)
      return route === undefined ? 'method' : {route, params: {}}
    }
    let known = false
    for (const {parts, route} of this.#patterns) {
      const params = matchParts(parts, path.split('/'))
      if (params === undefined) continue
      known = true
      if (route.method === method) return {route, params}
    }
    return known ? 'method' : undefined
  }
}

function matchParts(parts: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const value = path[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== value) return undefined
    } else if (value === '') return undefined
    else params[part.slice(1, -1)] = decode(value)
  }
  return params
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
