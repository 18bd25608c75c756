import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {type Mode, startRehearsal} from '@everport/rehearsal'
import {beforeAll, describe, expect, it} from 'vitest'
import {installed} from '../server/installed.js'

const KEY = 'a key of the rehearsal'

interface Driven {
  got: Record<string, unknown>
  refusals: Record<string, unknown>
  unknown: string[]
  violations: string[]
}

/** Lets an official client loose on the rehearsal server, and gives what it printed and what the server noted. */
async function drive(mode: Mode, bin: string, script: string): Promise<Driven> {
  const rehearsal = await startRehearsal({mode, key: KEY})
  try {
    const file = fileURLToPath(new URL(script, import.meta.url))
    const {stdout} = await promisify(execFile)(join(bin, 'python'), [file, rehearsal.url, KEY])
    return {...JSON.parse(stdout), violations: rehearsal.ledger.violations().map(({kind}) => kind)}
  } finally {
    await rehearsal.close()
  }
}

describe('the rehearsal server serves everos 0.4.0, the SDK of API v1', () => {
  const flat = ['code', 'message', 'path', 'request_id', 'timestamp']
  let driven: Driven
  beforeAll(async () => {
    driven = await drive('v1', installed('EVERPORT_REAL_V1_CLIENT_BIN'), 'v1_client.py')
  })

  it('takes what it sends and answers what it expects', () => {
    expect(driven.got).toEqual({
      queued: ['queued', 'success'],
      added: 'accumulated',
      'agent added': 'accumulated',
      waiting: ['g-0', 'g-1', 'g-2'],
      flushed: ['extracted', 'extracted', 'extracted', 'no_extraction'],
      // One for each of two people, and one of the group's own.
      episodes: [3, 3, ['club', 'club', 'club']],
      found: ['hybrid', 3],
      group: 'Club',
      sender: 'Maya R',
      settings: 'Europe/Berlin',
      signed: [20001, 'the rehearsal server has no object storage'],
      deleted: null,
      'episodes left': 0,
    })
    // Of an assistant's tool calls, which need no content on v1: the rehearsal server is too strict there.
    expect(driven.violations).toEqual(['empty-content'])
  })

  it('refuses as it expects', () => {
    expect(driven.refusals).toEqual({
      'no message': ['UnprocessableEntityError', 422, flat],
      'a foreign sender': ['UnprocessableEntityError', 422, flat],
      'an unknown task': ['NotFoundError', 404, flat],
      'an unknown group': ['NotFoundError', 404, flat],
      'a profile of a group': ['BadRequestError', 400, flat],
      'a wrong key': ['AuthenticationError', 401, flat],
    })
  })

  // Both are in the server before 1.0 (CORE), whose models the SDK's are not.
  it('answers with no field that its models do not know, but two', () => {
    expect(driven.unknown).toEqual(['add.data.request_id', 'search.data.episodes[].sender_ids'])
  })
})

describe('the rehearsal server serves everos-cloud 1.x, the SDK of API v2', () => {
  let driven: Driven
  beforeAll(async () => {
    driven = await drive('v2-cloud', installed('EVERPORT_REAL_V2_CLIENT_BIN'), 'v2_client.py')
  })

  it('takes what it sends and answers what it expects', () => {
    expect(driven.got).toEqual({
      queued: 'queued',
      task: 'success',
      tasks: [1, [true]],
      stats: 1,
      added: [4, 'accumulated'],
      waiting: [['maya', 'user', 'shall we plant tomatoes'], 4],
      flushed: ['extracted', 'extracted', 'no_extraction'],
      episodes: [2, ['awaited', 'queued']],
      found: 2,
      'deleted by id': true,
      deleted: [['session_id'], true],
      'episodes left': 0,
    })
    expect(driven.violations).toEqual(['empty-content', 'empty-content'])
  })

  it('refuses as it expects', () => {
    expect(driven.refusals).toMatchObject({
      'a sender with a space': [422, 'INVALID_INPUT'],
      "nobody's memories": [422, 'INVALID_INPUT'],
      'a wrong key': [401, 'UNAUTHORIZED'],
    })
  })

  it('takes a filter as the SDK makes it, with AND and OR as null', () => {
    expect(driven.refusals).not.toHaveProperty('a filter with null combinators')
  })

  // Tasks are answered by another service: `{error: {code, message, type}}`, with `type` required (models/task_error_response_error.py).
  it('refuses an unknown task in the words of the tasks API', () => {
    expect(driven.refusals['an unknown task']).toEqual([404, 'not_found'])
  })

  it('answers with no field that its models do not know', () => {
    expect(driven.unknown).toEqual([])
  })
})
