import {once} from 'node:events'
import {connect} from 'node:net'
import {afterEach, expect, it, onTestFinished} from 'vitest'
import {type ModelStub, startModelStub} from './model-stub.js'

let model: ModelStub
afterEach(() => model.close())

it('answers on when a server was killed in the middle of a question', async () => {
  model = await startModelStub()
  // Nobody would hear of it otherwise: the run as a whole fails, not a test.
  const unheard: unknown[] = []
  const hear = (reason: unknown) => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  onTestFinished(() => void process.off('unhandledRejection', hear))

  const {hostname, port} = new URL(model.url)
  const killed = connect(Number(port), hostname)
  await once(killed, 'connect')
  await new Promise((written) =>
    killed.write(
      'POST /v1/chat/completions HTTP/1.1\r\nHost: model\r\nContent-Length: 1000\r\n\r\n{"messages":',
      written,
    ),
  )
  const messages = [{role: 'user', content: 'anything'}]
  const ask = () => fetch(`${model.url}/chat/completions`, {method: 'POST', body: JSON.stringify({messages})})
  expect((await ask()).status).toBe(200)
  killed.resetAndDestroy()
  expect((await ask()).status).toBe(200)
  expect((await ask()).status).toBe(200)
  expect(unheard).toEqual([])
  expect(model.calls.other).toBe(3)
})
