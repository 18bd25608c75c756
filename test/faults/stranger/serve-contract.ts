import {once} from 'node:events'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Seeded} from '../seeded.js'
import type {Answer, Asked, Contract, Kind} from './contract.js'
import {Refusal} from './contract.js'
import type {ServerTime} from './server-time.js'
import type {Harm, Met, Trouble} from './trouble.js'

export interface ServeOptions {
  contract: Contract
  time: ServerTime
  chance: Seeded
  /** Without one nobody is asked who he is. */
  key?: string
  /** Longest way to the server or back, server ms. */
  latency?: number
  /** Requests in a server second that are let in, and how the others are told. */
  rate?: {perSecond: number; tells: boolean}
  /** Bodies above so many bytes are turned away. */
  gate?: {bytes: number; status: number; page: boolean}
  trouble?: Trouble
}

/** What a server saw of its client's manners. */
export interface Manners {
  /** Writes to a conversation that came while another to it had no answer. */
  overlaps: string[]
  /** Requests that the contract refused as wrong, by status. */
  refusals: {status: number; path: string; message: string}[]
  harmed: number
  requests: Map<Kind, number>
  /** What happened, for people: server ms, what was asked, what it met, and how it went. */
  diary: string[]
}

/** What is sent with a 200 by something that is not EverOS. */
const GARBAGE = ['', 'OK', '{"data"', '[]', '{}', 'null', '{"status":"ok"}']
const PAGE = '<html><head><title>Bad Gateway</title></head><body><center><h1>nginx</h1></center></body></html>'

export async function serveContract(options: ServeOptions) {
  const {contract, time, chance, key, latency = 0, rate, gate} = options
  let {trouble} = options
  const manners: Manners = {overlaps: [], refusals: [], harmed: 0, requests: new Map(), diary: []}
  const open = new Map<string, number>()
  let served: number[] = []

  const server = createServer((request, response) => void handle(request, response))
  server.keepAliveTimeout = 2000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {})
    let asked: Asked
    try {
      asked = await read(request)
    } catch {
      return void request.socket.destroy()
    }
    const {kind, conversation} = contract.about(asked)
    manners.requests.set(kind, (manners.requests.get(kind) ?? 0) + 1)
    if (conversation !== undefined && (kind === 'add' || kind === 'flush')) enter(conversation, kind, response)
    await time.wait(chance.next() * latency)
    const met = kind === 'health' || kind === 'other' ? undefined : trouble?.(kind)
    if (met !== undefined) manners.harmed += 1
    const note = (what: string) => {
      const {messages} = asked.body
      const count = Array.isArray(messages) ? ` ${messages.length} from ${messages[0]?.timestamp}` : ''
      manners.diary.push(`${Math.round(time.now())} ${kind} ${conversation ?? ''}${count}: ${what}`)
    }
    note(met === undefined ? 'comes' : `${JSON.stringify(met.harm)} ${met.moment} ${met.ms}`)
    const turnedAway = met === undefined ? stopAtTheDoor(asked, kind) : undefined
    if (turnedAway !== undefined) {
      note(`turned away ${turnedAway.status}`)
      return send(response, turnedAway)
    }
    if (met === undefined || met.moment === 'after') {
      const answer = await serve(asked)
      note(`${answer.status} ${JSON.stringify(answer.body ?? '').slice(0, 150)}`)
      await time.wait(chance.next() * latency)
      return met === undefined ? send(response, answer) : harm(response, met, answer, asked)
    }
    harm(response, met, undefined, asked)
    if (met.moment !== 'late') return
    await time.wait(met.ms)
    note(`late ${JSON.stringify((await serve(asked)).body).slice(0, 150)}`)
  }

  function enter(conversation: string, kind: Kind, response: ServerResponse): void {
    const others = open.get(conversation) ?? 0
    if (others > 0) manners.overlaps.push(`${kind} of ${conversation}`)
    open.set(conversation, others + 1)
    response.once('close', () => open.set(conversation, open.get(conversation)! - 1))
  }

  function stopAtTheDoor(asked: Asked, kind: Kind): Answer | undefined {
    if (key !== undefined && asked.headers.authorization !== `Bearer ${key}`)
      return contract.error(401, 'Missing or invalid bearer token', asked)
    const size = Buffer.byteLength(JSON.stringify(asked.body))
    if (gate !== undefined && kind === 'add' && size > gate.bytes)
      return gate.page ? {status: gate.status, body: PAGE} : contract.error(gate.status, 'Request too large', asked)
    if (rate === undefined) return undefined
    const now = time.now()
    served = served.filter((then) => now - then < 1000)
    if (served.length >= rate.perSecond) {
      const answer = contract.error(429, 'Rate limit exceeded', asked)
      const wait = Math.ceil((1000 - (now - served[0]!)) / 1000)
      return rate.tells ? {...answer, headers: {'Retry-After': String(wait)}} : answer
    }
    served.push(now)
    return undefined
  }

  async function serve(asked: Asked): Promise<Answer> {
    try {
      return await contract.serve(asked)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      manners.refusals.push({status: error.status, path: asked.path, message: error.message})
      return contract.error(error.status, error.message, asked)
    }
  }

  /** `answer` is what would have been said. */
  function harm(response: ServerResponse, met: Met, answer: Answer | undefined, asked: Asked): void {
    const {harm} = met
    if (typeof harm === 'object') send(response, statusAnswer(harm, asked))
    else if (harm === 'reset') response.socket?.resetAndDestroy()
    else if (harm === 'garbage') send(response, {status: 200, body: chance.one(GARBAGE)})
    else if (harm === 'away') leave(met.ms)
    else if (harm !== 'hang') void partly(response, answer?.status ?? 200, bodyOf(answer), harm)
  }

  function statusAnswer({status, retryAfter, page}: Exclude<Harm, string>, asked: Asked): Answer {
    const answer = page === true ? {status, body: PAGE} : contract.error(status, `met ${status}`, asked)
    if (retryAfter === undefined) return answer
    const value = retryAfter === 'seconds' ? '1' : new Date(Date.now() + 1000).toUTCString()
    return {...answer, headers: {'Retry-After': value}}
  }

  const bodyOf = (answer: Answer | undefined) => JSON.stringify(answer?.body ?? contract.error(500, 'x').body)

  /** `torn` ends in the middle; `lingers` is whole in good time; for a `drip` no client waits. */
  async function partly(response: ServerResponse, status: number, text: string, how: Harm): Promise<void> {
    response.writeHead(status, {'Content-Type': 'application/json', 'Content-Length': text.length})
    if (how === 'torn') return void response.write(text.slice(0, text.length >> 1), () => response.socket?.destroy())
    const step = how === 'lingers' ? Math.ceil(text.length / 5) : 1
    for (let i = 0; i < text.length && !response.destroyed; i += step) {
      response.write(text.slice(i, i + step))
      await time.wait(how === 'lingers' ? 50 : 20_000)
    }
    response.end()
  }

  function leave(ms: number): void {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    void time.wait(ms).then(() => !isClosed && server.listen(port, '127.0.0.1'))
  }

  let isClosed = false
  return {
    url: `http://127.0.0.1:${port}`,
    manners,
    /** From now on nothing goes wrong. */
    calm() {
      trouble = undefined
      contract.calm?.()
    },
    isThere: () => server.listening,
    async close() {
      isClosed = true
      server.closeAllConnections()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  const url = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: text === '' ? {} : JSON.parse(text),
  }
}

function send(response: ServerResponse, {status, body, headers = {}}: Answer): void {
  if (response.destroyed || response.writableEnded) return
  const isText = typeof body === 'string'
  response.writeHead(status, {'Content-Type': isText ? 'text/html' : 'application/json', ...headers})
  response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body))
}
