import {describe, expect, it} from 'vitest'
import type {Answer} from './answer.js'
import {queuedTask, taskState} from './queued-task.js'

const ok = (status: number, body: unknown) => ({kind: 'ok' as const, status, body})

describe('queuedTask', () => {
  it.each<[string, number, unknown, string | undefined]>([
    ['an id inside data', 202, {data: {task_id: 't1', status: 'queued'}}, 't1'],
    ['a flat id', 202, {task_id: 't1'}, 't1'],
    ['a number for an id', 202, {data: {task_id: 17}}, '17'],
    ['200 instead of 202', 200, {data: {task_id: 't1', status: 'queued'}}, 't1'],
    ['a flat body with the id of the request only', 202, {message: 'm', request_id: 'r1', status: 'queued'}, 'r1'],
    ['v2, queued although it was told to wait', 202, {request_id: 'r1', data: {status: 'queued'}}, 'r1'],
    ['nothing to ask for', 202, {data: {status: 'queued'}}, ''],
    ['no body', 202, undefined, ''],
    ['done at once', 200, {request_id: 'r1', data: {message_count: 3, status: 'accumulated'}}, undefined],
    ['extracted at once', 200, {data: {status: 'extracted', task_id: null}}, undefined],
  ])('%s', (_name, status, body, task) => {
    expect(queuedTask(ok(status, body))).toBe(task)
  })
})

describe('taskState', () => {
  it.each<[Answer, string]>([
    [ok(200, {data: {status: 'success'}}), 'success'],
    [ok(200, {status: 'SUCCESS'}), 'success'],
    [ok(200, {data: {status: 'completed'}}), 'success'],
    [ok(200, {data: {status: 'failed'}}), 'failed'],
    [ok(200, {data: {status: 'processing'}}), 'processing'],
    [ok(200, {data: {status: 'something new'}}), 'processing'],
    [ok(200, {data: {status: 'something new', finished_at: '2024-03-01T12:00:00Z', error: null}}), 'success'],
    [ok(200, {data: {status: 'something new', finished_at: '2024-03-01T12:00:00Z', error: 'no'}}), 'failed'],
    [ok(200, undefined), 'processing'],
    [{kind: 'refused', status: 404, reason: '', retryAfterMs: undefined}, 'gone'],
    [{kind: 'refused', status: 500, reason: '', retryAfterMs: undefined}, 'unasked'],
    [{kind: 'lost', cause: 'reset', reason: ''}, 'unasked'],
  ])('%o is %s', (answer, kind) => {
    expect(taskState(answer)).toMatchObject({kind})
  })
})
