import {describe, expect, it} from 'vitest'
import {receipt} from './receipt.js'

const ok = (body: unknown, status = 200) => ({kind: 'ok', status, body}) as const

describe('receipt', () => {
  it.each([
    ['data', {data: {}}],
    ['data in an envelope', {request_id: 'r1', data: {message_count: 3, status: 'accumulated'}}],
    ['a flat task id', {task_id: 7}],
    ['a flat request id', {message: 'queued', request_id: 'r1', status: 'queued'}],
    ['an outcome alone', {status: 'queued'}],
  ])('takes %s', (_name, body) => {
    expect(receipt(ok(body))).toEqual(ok(body))
  })

  it('takes a 204 without a body', () => {
    expect(receipt(ok(undefined, 204))).toEqual(ok(undefined, 204))
  })

  it.each([
    ['an empty object', {}],
    ['a list', []],
    ['null', null],
    ['a number', 1],
    ['data that is null', {data: null}],
    ['data that is a list', {data: []}],
    ['the health of a proxy', {status: 'ok'}],
    ['an error with a 200', {request_id: 'r1', error: {code: 'X', message: 'no'}}],
  ])('loses the answer where it is %s', (_name, body) => {
    expect(receipt(ok(body))).toMatchObject({kind: 'lost', cause: 'foreign'})
  })

  it('leaves refusals as they are', () => {
    const refused = {kind: 'refused', status: 422, reason: 'no', retryAfterMs: undefined} as const
    expect(receipt(refused)).toBe(refused)
  })
})
