import type {Pool} from 'undici'
import {EverportError} from '../errors/everport-error.js'
import type {Answer} from './answer.js'

/** The API's answers are small; a read-back of 1,000 waiting messages is the largest. */
const MAX_ANSWER = 64 * 1024 * 1024
const MAX_REASON = 500
const CONNECT_TIMEOUT = 10_000

/** Errors that arise before the first byte of a request leaves. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
])

export interface HttpOptions {
  baseUrl: string
  key: string | undefined
  /** Milliseconds from the first byte out to the last byte in. */
  timeoutMs: number
  connections: number
  insecureHttp: boolean
}

/** JSON over HTTP to one origin. Follows no redirect: the key would go along. */
export class Http {
  readonly #origin: string
  readonly #connections: number
  #pool: Promise<Pool> | undefined
  readonly #prefix: string
  readonly #headers: Record<string, string>
  readonly #timeoutMs: number
  readonly #key: RegExp | undefined
  #leave: (() => Promise<void>) | undefined

  /** @throws EverportError `TARGET_INSECURE` for http to another machine without `insecureHttp`. */
  constructor({baseUrl, key, timeoutMs, connections, insecureHttp}: HttpOptions) {
    const url = new URL(baseUrl)
    if (url.protocol !== 'https:' && !isLoopback(url.hostname) && !insecureHttp) {
      throw new EverportError(
        'TARGET_INSECURE',
        `${url.origin} is not https: the messages and the key would travel in the clear.`,
        {
          hints: ['Use an https address, or --insecure-http if the network between is yours.'],
        },
      )
    }
    if (url.username || url.password) {
      throw new EverportError(
        'CONFIG_SECRET',
        'The base URL holds a user name or password, which would be stored and shown.',
        {
          hints: ['Give the key in EVEROS_API_KEY.'],
        },
      )
    }
    if (url.search || url.hash) {
      throw new EverportError(
        'CONFIG_SECRET',
        'The base URL holds more than an address: what follows "?" or "#" would be stored and shown.',
        {
          hints: ['Give the address alone, and the key in EVEROS_API_KEY.'],
        },
      )
    }
    this.#origin = url.origin
    this.#connections = connections
    this.#prefix = url.pathname.replace(/\/+$/, '')
    this.#headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'everport',
      ...(key && {authorization: `Bearer ${key}`}),
    }
    // Timers take whole milliseconds only.
    this.#timeoutMs = Math.ceil(timeoutMs)
    this.#key = key ? keyPattern(key) : undefined
  }

  post(path: string, body: Buffer | object): Promise<Answer> {
    return this.#call('POST', path, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)))
  }

  get(path: string): Promise<Answer> {
    return this.#call('GET', path, undefined)
  }

  /** From now on every call waits for `leave` before it leaves; its time limit begins after that. */
  pace(leave: () => Promise<void>): void {
    this.#leave = leave
  }

  async close(): Promise<void> {
    await (await this.#pool)?.destroy()
  }

  /** Loaded by the first request: loading takes a fifth of the start of a command that sends nothing. */
  #connect(): Promise<Pool> {
    this.#pool ??= import('undici').then(
      ({Pool}) =>
        new Pool(this.#origin, {
          connections: this.#connections,
          pipelining: 1,
          connect: {timeout: CONNECT_TIMEOUT},
          headersTimeout: this.#timeoutMs,
          bodyTimeout: this.#timeoutMs,
        }),
    )
    return this.#pool
  }

  async #call(method: 'GET' | 'POST', path: string, body: Buffer | undefined): Promise<Answer> {
    await this.#leave?.()
    let answered = false
    try {
      const pool = await this.#connect()
      const response = await pool.request({
        method,
        path: this.#prefix + path,
        headers: this.#headers,
        body: body ?? null,
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      answered = true
      const text = this.#withoutKey(await boundedText(response.body))
      const {statusCode: status} = response
      if (status >= 200 && status < 300) return accepted(status, text)
      if (status >= 300 && status < 400) {
        return {
          kind: 'refused',
          status,
          reason: bounded(this.#withoutKey(`redirects to ${String(response.headers.location)}, which is not followed`)),
          retryAfterMs: undefined,
        }
      }
      return {
        kind: 'refused',
        status,
        reason: bounded(reasonOf(text)),
        retryAfterMs: retryAfter(response.headers['retry-after'], response.headers.date),
      }
    } catch (error) {
      return failure(error, answered)
    }
  }

  /** A server that repeats the key in what it says must not get it written down. */
  #withoutKey(said: string): string {
    return this.#key ? said.replace(this.#key, '***') : said
  }
}

/** A key so short may be part of any word: it counts only where it stands alone, and is not the name of a value. */
const SHORT_KEY = 12

function keyPattern(key: string): RegExp {
  const text = key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return new RegExp(key.length >= SHORT_KEY ? text : `(?<![\\w-])${text}(?![\\w-]|"\\s*:)`, 'g')
}

const bounded = (reason: string) => reason.slice(0, MAX_REASON)

/** A proxy, or half of an answer, also comes with a 200: only what EverOS says counts, and it speaks JSON. */
function accepted(status: number, text: string): Answer {
  if (status === 204) return {kind: 'ok', status, body: undefined}
  const body = parse(text)
  if (body !== undefined) return {kind: 'ok', status, body}
  return {kind: 'lost', cause: 'foreign', reason: `a ${status} without an answer of EverOS in it`}
}

function failure(error: unknown, answered: boolean): Answer {
  const {code, name} = error as {code?: string; name?: string}
  const reason = error instanceof Error ? error.message || (code ?? name ?? 'unknown error') : String(error)
  if (!answered && code !== undefined && NEVER_LEFT.has(code))
    return {kind: 'not-sent', reason: reason === '' ? code : reason}
  if (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    code === 'UND_ERR_HEADERS_TIMEOUT' ||
    code === 'UND_ERR_BODY_TIMEOUT'
  ) {
    return {kind: 'lost', cause: 'timeout', reason: 'no answer in time'}
  }
  return {kind: 'lost', cause: answered ? 'torn' : 'reset', reason}
}

async function boundedText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > MAX_ANSWER) throw new Error(`the answer is larger than ${MAX_ANSWER} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The server's own words from any of the three error bodies of docs/everos.md 3 (flat, enveloped, FastAPI's detail). */
function reasonOf(text: string): string {
  const body = parse(text)
  let reason: unknown
  if (typeof body === 'object' && body !== null) {
    const {error, message, detail} = body as {error?: unknown; message?: unknown; detail?: unknown}
    if (typeof error === 'object' && error !== null) reason = (error as {message?: unknown}).message
    else reason = message ?? error ?? (typeof detail === 'string' ? detail : detail && JSON.stringify(detail))
  }
  return (typeof reason === 'string' && reason !== '' ? reason : text).replace(/\s+/g, ' ').trim()
}

/** Retry-After in seconds or as a date, in ms. A date is measured by the clock that it was made with. */
function retryAfter(header: string | string[] | undefined, sent: string | string[] | undefined): number | undefined {
  const value = Array.isArray(header) ? header[0] : header
  if (value === undefined) return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  const now = Date.parse(String(sent))
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(now) ? Date.now() : now))
}

export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  )
}
