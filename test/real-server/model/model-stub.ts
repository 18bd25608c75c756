import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'
import {answerPrompt} from './answer-prompt.js'
import {type PromptKind, promptKind} from './prompt-kind.js'

/** How the model misbehaves. Nothing set: it answers at once and well. */
export interface Misbehaviour {
  delayMs?: number
  /** Instead of an answer. */
  status?: number
  /** Instead of what was asked for. */
  content?: string
}

export interface ModelStub {
  /** For `EVEROS_LLM__BASE_URL`. */
  url: string
  /** How many prompts of each kind came. */
  calls: Record<PromptKind, number>
  /** From now on, for one kind of prompt or for all. */
  misbehave(how: Misbehaviour, kind?: PromptKind): void
  behave(): void
  /** The next prompt of this kind has arrived, and is not answered yet. */
  next(kind: PromptKind): Promise<void>
  close(): Promise<void>
}

/** What the server needs of an OpenAI-compatible service: `POST /v1/chat/completions`, without streaming. */
export async function startModelStub(): Promise<ModelStub> {
  const calls: Record<PromptKind, number> = {boundaries: 0, episode: 0, facts: 0, other: 0}
  const misbehaviours = new Map<PromptKind | 'any', Misbehaviour>()
  const waiting: {kind: PromptKind; arrived: () => void}[] = []

  const server = createServer(async (request, response) => {
    // A server that is killed while it asks leaves half a question: there is nobody to answer.
    const asked = await text(request).catch(() => undefined)
    if (asked === undefined) return
    const {messages} = JSON.parse(asked) as {messages: {content: string}[]}
    const prompt = messages.map(({content}) => content).join('\n')
    const kind = promptKind(prompt)
    calls[kind] += 1
    for (const one of waiting.filter((each) => each.kind === kind)) {
      waiting.splice(waiting.indexOf(one), 1)
      one.arrived()
    }
    const {delayMs = 0, status, content} = misbehaviours.get(kind) ?? misbehaviours.get('any') ?? {}
    const answer = () => {
      response.writeHead(status ?? 200, {'content-type': 'application/json'})
      response.end(status === undefined ? completion(content ?? answerPrompt(kind, prompt)) : ERROR)
    }
    if (delayMs === 0) answer()
    else setTimeout(answer, delayMs)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    misbehave: (how, kind) => void misbehaviours.set(kind ?? 'any', how),
    behave: () => misbehaviours.clear(),
    next: (kind) => new Promise((arrived) => waiting.push({kind, arrived})),
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const ERROR = JSON.stringify({error: {message: 'the stub was told to fail', type: 'server_error'}})

function completion(content: string): string {
  return JSON.stringify({
    id: 'stub',
    object: 'chat.completion',
    created: 0,
    model: 'stub',
    choices: [{index: 0, finish_reason: 'stop', message: {role: 'assistant', content}}],
    usage: {prompt_tokens: 1, completion_tokens: 1, total_tokens: 2},
  })
}
