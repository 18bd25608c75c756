import {once} from 'node:events'
import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {buffer} from 'node:stream/consumers'

/**
 * What happens to a request. `lose`: the server acts on it, its answer is cut off by a reset. `withhold`: the server acts on it, its answer
 * never comes.
 */
export type Loss = 'lose' | 'withhold'

export interface LossyProxy {
  url: string
  /** Requests whose path ends in this, from the first that comes: `times` of them. */
  on(ending: string, loss: Loss, times: number): void
  /** Before the `nth` request whose path ends in this is passed on. */
  before(ending: string, nth: number, act: () => Promise<void>): void
  /** How many losses there were. */
  losses(): number
  close(): Promise<void>
}

/** Stands between everport and a server, and loses what it is told to. Without the server it resets. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
  const rules: {ending: string; loss: Loss; left: number}[] = []
  const acts: {ending: string; left: number; act: () => Promise<void>}[] = []
  let losses = 0

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/'
    for (const one of acts) if (path.endsWith(one.ending) && --one.left === 0) await one.act()
    const rule = rules.find(({ending, left}) => left > 0 && path.endsWith(ending))
    if (rule !== undefined) rule.left -= 1
    const body = await buffer(incoming)
    const outgoing = request(target + path, {method: incoming.method, headers: incoming.headers, agent: false})
    outgoing.end(body)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    const answered = await buffer(answer)
    if (rule === undefined) {
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered)
      return
    }
    losses += 1
    if (rule.loss === 'lose') incoming.socket.destroy()
  }

  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (ending, loss, times) => void rules.push({ending, loss, left: times}),
    before: (ending, nth, act) => void acts.push({ending, left: nth, act}),
    losses: () => losses,
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
