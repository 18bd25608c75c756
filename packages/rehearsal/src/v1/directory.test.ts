import {describe, expect, test} from 'vitest'
import {addToGroup, groupMessage, rehearse} from '../client.test.fixture.js'

describe('groups and senders', () => {
  test('come into being with the first message', async () => {
    const client = await rehearse()
    await addToGroup(client, [groupMessage()], {group_meta: {name: 'Garden', description: 'plants'}})
    expect((await client.get('/api/v1/groups/g')).body.data).toEqual({
      group_id: 'g',
      name: 'Garden',
      description: 'plants',
      created_at: '2026-01-01T00:00:00+00:00',
      updated_at: '2026-01-01T00:00:00+00:00',
    })
    expect((await client.get('/api/v1/senders/u1')).body.data).toMatchObject({sender_id: 'u1', name: 'Ann'})
  })

  test('can be made, changed and made again', async () => {
    const client = await rehearse()
    expect((await client.post('/api/v1/groups', {group_id: 'a b', name: 'One'})).body.data).toMatchObject({name: 'One'})
    client.pass(1000)
    const changed = await client.send('PATCH', '/api/v1/groups/a%20b', {description: 'd'})
    expect(changed.body.data).toMatchObject({name: 'One', description: 'd', updated_at: '2026-01-01T00:00:01+00:00'})
    expect((await client.post('/api/v1/groups', {group_id: 'a b', name: 'Two'})).body.data).toMatchObject({name: 'Two'})
    await client.post('/api/v1/senders', {sender_id: 's'})
    expect((await client.send('PATCH', '/api/v1/senders/s', {name: 'Bo'})).body.data).toMatchObject({name: 'Bo'})
  })

  test.each<[string, string, unknown, number, string]>([
    ['GET', '/api/v1/groups/x', undefined, 404, 'Group not found: x'],
    ['GET', '/api/v1/senders/x', undefined, 404, 'Sender not found: x'],
    ['PATCH', '/api/v1/senders/x', {name: 'n'}, 404, 'Sender not found: x'],
    ['POST', '/api/v1/groups', {name: 'n'}, 422, 'Field required: group_id'],
    ['PATCH', '/api/v1/groups/x', {}, 422, "Value error, At least one of 'name' or 'description' must be provided"],
    ['DELETE', '/api/v1/groups/x', undefined, 405, 'Method Not Allowed'],
  ])('answer %s %s with %j by %i', async (method, path, body, status, message) => {
    const client = await rehearse()
    expect(await client.send(method, path, body)).toMatchObject({status, body: {code: 'HTTP_ERROR', message}})
  })
})

describe('settings', () => {
  test('are not there before they are first set', async () => {
    const client = await rehearse()
    expect(await client.get('/api/v1/settings')).toMatchObject({
      status: 404,
      body: {message: 'Settings not initialized'},
    })
    const set = await client.send('PUT', '/api/v1/settings', {timezone: 'Europe/Berlin', extraction_mode: null})
    expect(set.body.data).toMatchObject({timezone: 'Europe/Berlin', extraction_mode: 'default'})
    expect((await client.get('/api/v1/settings')).body.data).toEqual(set.body.data)
  })

  test.each([
    [{timezone: 'Mars/Olympus'}, "Value error, Invalid timezone: 'Mars/Olympus': timezone"],
    [{extraction_mode: 'max'}, "Input should be 'default' or 'pro': extraction_mode"],
    [{boundary_detection_timeout: 0}, 'Input should be greater than or equal to 1: boundary_detection_timeout'],
  ])('refuse %j', async (body, message) => {
    const client = await rehearse()
    expect(await client.send('PUT', '/api/v1/settings', body)).toMatchObject({status: 422, body: {message}})
  })
})

test.each<[unknown, number]>([
  [{}, 2018],
  [{objectList: [{fileId: '1', fileName: 'a', fileType: 'zip'}]}, 1002],
  [{objectList: Array.from({length: 51}, (_, n) => ({fileId: `${n}`, fileName: 'a', fileType: 'file'}))}, 1007],
  [{objectList: [1, 1].map(() => ({fileId: '1', fileName: 'a', fileType: 'file'}))}, 1009],
  [{objectList: [{fileId: '1', fileName: 'a', fileType: 'file'}]}, 20001],
])('signing %j is a 200 with business status %i', async (body, status) => {
  const client = await rehearse()
  expect(await client.post('/api/v1/object/sign', body)).toMatchObject({status: 200, body: {status, result: null}})
})
