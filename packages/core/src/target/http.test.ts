import {once} from 'node:events'
import {createServer, type RequestListener, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, describe, expect, it} from 'vitest'
import {Http} from './http.js'

const KEY = 'sk-very-secret'
const HTML = '<html><body>please log in</body></html>'

describe('Http', () => {
  let server: Server
  let http: Http
  afterEach(async () => {
    await http.close()
    server.closeAllConnections()
    server.close()
  })

  async function ask(listener: RequestListener, timeoutMs = 1000, key = KEY) {
    server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    http = new Http({baseUrl, key, timeoutMs, connections: 1, insecureHttp: false})
    return http.post('/add', {a: 1})
  }

  it.each<[string, number, string, object]>([
    ['JSON', 200, '{"data": {}}', {kind: 'ok', body: {data: {}}}],
    ['nothing where nothing is to say', 204, '', {kind: 'ok', body: undefined}],
    ['the page of a proxy', 200, HTML, {kind: 'lost', cause: 'foreign'}],
    ['half of an answer', 202, '{"data": {"task_', {kind: 'lost', cause: 'foreign'}],
    ['nothing', 200, '', {kind: 'lost', cause: 'foreign'}],
  ])('a good status with %s', async (_name, status, body, answer) => {
    expect(await ask((_request, response) => response.writeHead(status).end(body))).toMatchObject(answer)
  })

  it.each([
    ['seconds', '3', 3000],
    ['a date, by a clock that is hours off', 'Fri, 01 Mar 2024 12:00:05 GMT', 5000],
  ])('waits as long as the server asks in %s', async (_name, header, ms) => {
    const headers = {'Retry-After': header, Date: 'Fri, 01 Mar 2024 12:00:00 GMT'}
    const answer = await ask((_request, response) => response.writeHead(429, headers).end('{}'))
    expect(answer).toMatchObject({kind: 'refused', retryAfterMs: ms})
  })

  it.each(['k', 'task', 'message', 'task_id'])('a key as short as %j garbles no answer', async (key) => {
    const body = {data: {task_id: 'task-1', message: 'k1'}}
    const answer = await ask((_request, response) => response.end(JSON.stringify(body)), 1000, key)
    expect(answer).toMatchObject({body})
  })

  it('a short key is never repeated either', async () => {
    const answer = await ask((_request, response) => response.writeHead(401).end('Bearer k1 is no key'), 1000, 'k1')
    expect(answer).toMatchObject({reason: 'Bearer *** is no key'})
  })

  it.each([
    ['an error', 401, JSON.stringify({message: `bad key ${KEY}`}), 'bad key ***'],
    ['a page', 502, `no ${KEY} here`, 'no *** here'],
  ])('never repeats the key, even when %s of the server does', async (_name, status, body, reason) => {
    expect(await ask((_request, response) => response.writeHead(status).end(body))).toMatchObject({status, reason})
  })

  it('never repeats the key of a redirect', async () => {
    const answer = await ask((_request, response) => response.writeHead(307, {location: `/?key=${KEY}`}).end())
    expect(JSON.stringify(answer)).not.toContain(KEY)
  })

  it('takes a time limit of any fraction of a millisecond', async () => {
    expect(await ask((_request, response) => response.end('{}'), 1004.9999999999999)).toMatchObject({kind: 'ok'})
  })

  it.each(['https://example.com/?key=abc', 'https://example.com/#abc', 'https://ann:abc@example.com/'])(
    'refuses an address that may hold a secret: %s',
    async (baseUrl) => {
      await ask((_request, response) => response.end('{}'))
      expect(() => new Http({baseUrl, key: KEY, timeoutMs: 1000, connections: 1, insecureHttp: false})).toThrow(
        expect.objectContaining({code: 'CONFIG_SECRET', message: expect.not.stringContaining('abc')}),
      )
    },
  )
})
