import {describe, expect, test} from 'vitest'
import {addToGroup, groupMessages, rehearse, sessionMessages} from '../client.test.fixture.js'

const GROUP = '/api/v1/memories/group'
const body = {group_id: 'g', async_mode: false, messages: groupMessages(1)}
const bearer = (key: string) => ({authorization: `Bearer ${key}`})

describe('a key', () => {
  test.each<[string, Record<string, string>, number]>([
    ['is taken', bearer('secret'), 200],
    ['must be there', {}, 401],
    ['must be right', bearer('guess'), 401],
    ['must be a bearer', {authorization: 'secret'}, 401],
  ])('%s', async (_, headers, status) => {
    const client = await rehearse({key: 'secret'})
    expect((await client.post(GROUP, body, headers)).status).toBe(status)
  })

  test('is not asked for by a self-hosted server', async () => {
    const client = await rehearse({mode: 'v2-self-hosted', key: 'secret'})
    expect((await client.post('/api/v2/memory/flush', {session_id: 's'})).status).toBe(200)
  })
})

describe('an account', () => {
  test.each([
    ['v1', '/api/v2/memory/add', {error: {code: 'FORBIDDEN'}}],
    ['v2-cloud', GROUP, {code: 'HTTP_ERROR'}],
  ] as const)('of %s has no business at %s', async (mode, path, shape) => {
    const client = await rehearse({mode})
    expect(await client.post(path, {})).toMatchObject({status: 403, body: shape})
  })

  test('is known by its key where there are several', async () => {
    const client = await rehearse({key: 'one', accounts: [{key: 'two', mode: 'v2-cloud'}]})
    const add = {session_id: 's', async_mode: false, messages: sessionMessages(1)}
    expect((await client.post(GROUP, body, bearer('one'))).status).toBe(200)
    expect((await client.post(GROUP, body, bearer('two'))).status).toBe(403)
    expect((await client.post('/api/v2/memory/add', add, bearer('two'))).status).toBe(200)
    expect((await client.post('/api/v2/memory/add', add, bearer('one'))).status).toBe(403)
  })

  test('of v2 signs uploads on the v1 path', async () => {
    const client = await rehearse({mode: 'v2-cloud'})
    expect((await client.post('/api/v1/object/sign', {})).status).toBe(200)
  })
})

describe('a request', () => {
  test.each<[string, string, string, unknown, number, string]>([
    ['to nowhere', 'POST', '/api/v1/memory', {}, 404, 'Not Found'],
    ['with a slash too many', 'POST', `${GROUP}/`, body, 404, 'Not Found'],
    ['with another method', 'GET', GROUP, undefined, 405, 'Method Not Allowed'],
    ['without a body', 'POST', GROUP, undefined, 422, 'Field required'],
    ['with half a body', 'POST', GROUP, '{"group_id": ', 422, 'JSON decode error: 13'],
  ])('%s is refused', async (_, method, path, sent, status, message) => {
    const client = await rehearse()
    expect(await client.send(method, path, sent)).toMatchObject({status, body: {message, path}})
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded'])('of type %s has no body to speak of', async (type) => {
    const client = await rehearse()
    expect(await client.post(GROUP, JSON.stringify(body), {'content-type': type})).toMatchObject({
      status: 422,
      body: {message: 'Input should be a valid dictionary or object to extract fields from'},
    })
  })

  test('may say its charset', async () => {
    const client = await rehearse()
    const headers = {'content-type': 'application/json; charset=utf-8'}
    expect((await client.post(GROUP, JSON.stringify(body), headers)).status).toBe(200)
  })

  test('that is not UTF-8 is refused', async () => {
    const client = await rehearse()
    const response = await fetch(client.url + GROUP, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: Buffer.from(JSON.stringify({...body, group_id: 'é'}), 'latin1'),
    })
    expect(response.status).toBe(422)
  })

  test('above the largest body is refused', async () => {
    const client = await rehearse({maxBodyBytes: 100})
    expect((await addToGroup(client, groupMessages(5))).status).toBe(413)
  })

  test('to the root is told what answers', async () => {
    const {text} = await (await rehearse()).get('/')
    expect(text).toContain('extracts no memory')
  })
})

test('has ids that are the same in every run', async () => {
  const ids = async () => {
    const client = await rehearse({seed: 3})
    return [(await client.get('/x')).headers.get('x-request-id'), (await client.get('/x')).headers.get('x-request-id')]
  }
  const [first, second] = await ids()
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(second).not.toBe(first)
  expect(await ids()).toEqual([first, second])
})
