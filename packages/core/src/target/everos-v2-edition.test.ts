import {describe, expect, it} from 'vitest'
import type {Answer} from './answer.js'
import {editionOf} from './everos-v2-edition.js'

const health = (body: object): Answer => ({kind: 'ok', status: 200, body})
const refused = (status: number): Answer => ({kind: 'refused', status, reason: '', retryAfterMs: undefined})

describe('editionOf', () => {
  it.each<[string, Answer, object]>([
    ['no such page', refused(404), {path: '/api/v2/memory', deferred: false, addMode: {async_mode: false}}],
    ['a page of a proxy', {kind: 'lost', cause: 'foreign', reason: ''}, {addMode: {async_mode: false}}],
    ['a page for keys only', refused(401), {path: '/api/v2/memory', addMode: {async_mode: false}}],
    ['no version', health({status: 'ok'}), {path: '/api/v1/memory', deferred: false, addMode: {}}],
    ['1.1.4', health({status: 'ok', version: '1.1.4'}), {path: '/api/v1/memory', deferred: false}],
    ['1.2.3', health({status: 'ok', version: '1.2.3'}), {path: '/api/v2/memory', deferred: false, addMode: {}}],
    ['1.4.1', health({status: 'degraded', version: '1.4.1'}), {deferred: true, addMode: {defer_extraction: true}}],
    ['1.5.1', health({status: 'ok', version: '1.5.1'}), {deletes: false}],
    ['1.6.0', health({status: 'ok', version: '1.6.0'}), {deletes: true}],
    ['1.10.0', health({status: 'ok', version: '1.10.0'}), {path: '/api/v2/memory', deferred: true}],
    ['2.0', health({status: 'ok', version: '2.0.0rc1'}), {path: '/api/v2/memory', deferred: true}],
  ])('reads %s', (_name, answer, edition) => {
    expect(editionOf(answer)).toMatchObject(edition)
  })
})
