import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {type Mode, startRehearsal} from '@everport/rehearsal'
import {describe, expect, it} from 'vitest'
import {DeliveryOptions} from '../config/import-options.js'
import {checkServer} from './check-server.js'

const KEY = 'a-key-of-this-server'
const check = (baseUrl: string, api: 'v1' | 'v2', key: string | undefined = KEY) =>
  checkServer(DeliveryOptions.parse({baseUrl, api}), key, {signal: new AbortController().signal})

describe('a server', () => {
  it.each<[Mode, 'v1' | 'v2', string]>([
    ['v1', 'v1', 'EverOS v1'],
    ['v2-cloud', 'v2', 'EverOS Cloud v2'],
    ['v2-self-hosted', 'v2', 'EverOS 1.4.1 (self-hosted)'],
  ])('of mode %s is known, and is sent nothing to keep', async (mode, api, name) => {
    const server = await startRehearsal({mode, ...(mode !== 'v2-self-hosted' && {key: KEY})})
    try {
      expect(await check(server.url, api)).toMatchObject({name})
      expect(server.ledger.totals()).toMatchObject({messages: 0, conversations: 0, violations: {}})
    } finally {
      await server.close()
    }
  })

  it.each<[string, 'v1' | 'v2', string, string]>([
    ['another key', 'v1', 'not-the-key', 'The server answers 401, it does not know the key'],
    ['another API', 'v2', KEY, 'The server answers 403 to the first request'],
  ])('that has %s says so', async (_, api, key, problem) => {
    const server = await startRehearsal({mode: 'v1', key: KEY})
    try {
      await expect(check(server.url, api, key)).rejects.toThrow(problem)
    } finally {
      await server.close()
    }
  })

  it('that is none of ours is known by its answer', async () => {
    const server = createServer((_, response) => response.end('<html>Welcome</html>')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      await expect(check(url, 'v1')).rejects.toMatchObject({
        code: 'TARGET_REFUSED',
        message: `${url} answers, and not as EverOS does.`,
      })
    } finally {
      server.close()
    }
  })

  it('that is not there cannot be reached', async () => {
    await expect(check('http://127.0.0.1:9', 'v1')).rejects.toMatchObject({code: 'TARGET_UNREACHABLE'})
  })
})
