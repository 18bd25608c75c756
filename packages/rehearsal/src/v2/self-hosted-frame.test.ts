import {connect} from 'node:net'
import {text} from 'node:stream/consumers'
import {describe, expect, test} from 'vitest'
import {addToSession, flushSession, rehearse, sessionMessage, sessionMessages} from '../client.test.fixture.js'
import type {RehearsalOptions} from '../options.js'

const host = (options: RehearsalOptions = {}) => rehearse({mode: 'v2-self-hosted', ...options})

describe('the frame around it', () => {
  test.each([
    ['POST', '/api/v2/nope', 404, {detail: 'Not Found'}],
    ['GET', '/api/v2/memory/add', 405, {detail: 'Method Not Allowed'}],
  ])('%s %s is %i in its own words', async (method, path, status, body) => {
    expect(await (await host()).send(method, path)).toMatchObject({status, body})
  })

  test('sends a path with a slash too many to the one without', async () => {
    const answer = await fetch(`${(await host()).url}/api/v2/memory/add/`, {method: 'POST', redirect: 'manual'})
    expect([answer.status, answer.headers.get('location')]).toEqual([307, '/api/v2/memory/add'])
  })

  test('looks for words only, without an embedding service', async () => {
    const client = await host()
    for (const method of ['hybrid', 'vector', 'agentic', undefined])
      expect(await client.post('/api/v2/memory/search', {user_id: 'u', query: 'x', method})).toMatchObject({
        status: 422,
        body: {error: {code: 'PROVIDER_NOT_CONFIGURED'}},
      })
  })

  test('deletes since 1.6', async () => {
    const client = await host({version: '1.6.0'})
    await addToSession(client, sessionMessages(1))
    await flushSession(client)
    expect((await client.post('/api/v2/memory/delete', {session_id: 's'})).body.data).toEqual({
      filters: ['session_id'],
      count: 1,
    })
  })

  test('closes a kept connection after a 500', async () => {
    const {hostname, port} = new URL((await host()).url)
    const body = JSON.stringify({session_id: 's', messages: [sessionMessage(0, {timestamp: 946_684_800_000})]})
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /api/v2/memory/add HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(await text(socket)).toMatch(/^HTTP\/1.1 500 /)
  })
})
