import {once} from 'node:events'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {json} from 'node:stream/consumers'
import {afterEach, describe, expect, it} from 'vitest'
import {everosV1} from './everos-v1.js'
import type {ReadBack, Target} from './target.js'

const FIRST = Date.parse('2024-03-01T10:00:00Z')
const LAST = Date.parse('2024-03-01T10:10:00Z')
const GROUP = {kind: 'group', target: 'slack-C1', owner: '', name: 'general', topic: ''} as const

describe('readBack of v1, when none of the messages waits', () => {
  let server: Server
  let target: Target
  afterEach(async () => {
    await target.close()
    server.closeAllConnections()
    server.close()
  })

  /** A server with memories of these times, which looks at no filter and shows `most` on a page. */
  async function readBack(times: readonly unknown[], {most = 100, total = true} = {}): Promise<ReadBack> {
    server = createServer(async (request, response) => {
      const {page = 1, page_size = 20} = (await json(request)) as {page?: number; page_size?: number}
      const size = Math.min(most, page_size)
      const episodes = times.slice((page - 1) * size, page * size).map((timestamp, i) => ({id: `e${i}`, timestamp}))
      const data = request.url!.endsWith('/get')
        ? {episodes, ...(total && {total_count: times.length})}
        : {raw_messages: []}
      response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify({data}))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    target = everosV1({baseUrl, key: 'k', timeoutMs: 1000, connections: 1, insecureHttp: false})
    const message = (seq: number, at: number) =>
      ({seq, key: `k${seq}`, sender: 'u', name: 'U', role: 'user', at, text: 't'}) as const
    return target.readBack(GROUP, [message(1, FIRST), message(2, LAST)])
  }

  const before = Array.from({length: 150}, (_, i) => new Date(FIRST - 60_000 * (i + 1)).toISOString())

  it.each<[string, readonly unknown[], object, ReadBack['kind']]>([
    ['no memories', [], {}, 'absent'],
    ['memories of another time only', [before[0], LAST + 1], {}, 'absent'],
    ['such on several pages', before, {}, 'absent'],
    ['such on pages shorter than was asked for', before, {most: 20}, 'absent'],
    ['a memory of their time', [new Date(LAST).toISOString()], {}, 'unsure'],
    ['one behind others', [...before, new Date(FIRST).toISOString()], {}, 'unsure'],
    ['one on a short page without a total', [...before, FIRST], {most: 20, total: false}, 'unsure'],
    ['a memory without a time', [null], {}, 'unsure'],
    ['more memories than are looked through', Array.from({length: 2500}, () => before[0]), {}, 'unsure'],
  ])('%s', async (_name, times, manner, kind) => {
    expect((await readBack(times, manner)).kind).toBe(kind)
  })
})
