import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {DeliveryOptions, ImportOptions} from '#core/config/import-options'
import {importExport} from '#core/run/import-export'
import type {RunContext} from '#core/run/run'
import {undoRun} from '#core/run/undo-run'
import {verifyRun} from '#core/run/verify-run'
import {fastTiming} from '#core/testing/fast-timing'
import {NOON, recordExport} from '#core/testing/record-source'
import {conversationsOf} from './conversations.js'
import {STRANGERS_KEY, type Stranger, startStranger} from './stranger/start-stranger.js'
import {apiOf, calmCase, type StrangerKind} from './stranger/stranger-case.js'

/** The people of the import speak there too, at the same times. */
const SAID = [
  {sender_id: 'memo-ann', role: 'user', timestamp: NOON, content: 'said before'},
  {sender_id: 'memo-bob', role: 'assistant', timestamp: NOON + 60_000, content: 'answered before'},
]
const MEMORY = '/api/v2/memory/add'

/** Writes to other conversations: of the same people, with names like those of the import, and in other places of the server. */
const OTHERS: Record<'v1' | 'v2', readonly (readonly [path: string, key: string, body: object])[]> = {
  v1: [
    ['/api/v1/memories/group', 'garden', {group_id: 'garden'}],
    ['/api/v1/memories/group', 'memo-c', {group_id: 'memo-c'}],
    ['/api/v1/memories/group', 'memo-c01', {group_id: 'memo-c01'}],
    ['/api/v1/memories', 'diary', {user_id: 'memo-ann', session_id: 'diary'}],
    ['/api/v1/memories', 'memo-ann/-1', {user_id: 'memo-ann'}],
  ],
  v2: [
    [MEMORY, 'garden', {session_id: 'garden'}],
    [MEMORY, 'memo-c', {session_id: 'memo-c'}],
    [MEMORY, 'memo-c01', {session_id: 'memo-c01'}],
    [MEMORY, 'shop/default/memo-c0', {session_id: 'memo-c0', app_id: 'shop'}],
    [MEMORY, 'default/club/memo-c0', {session_id: 'memo-c0', project_id: 'club'}],
  ],
}

describe('on a server that held other things', () => {
  let stranger: Stranger
  let stateDir: string
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'everport-undo-'))
  })
  afterEach(async () => {
    await stranger.close()
    rmSync(stateDir, {recursive: true, force: true})
  })

  const context = (): RunContext => ({signal: new AbortController().signal, emit: () => {}, timing: fastTiming(50)})

  async function post(path: string, body: object): Promise<void> {
    const response = await fetch(stranger.url + path, {
      method: 'POST',
      headers: {authorization: `Bearer ${STRANGERS_KEY}`, 'content-type': 'application/json'},
      body: JSON.stringify(body),
    })
    expect(response.ok, await response.text()).toBe(true)
  }

  /** Half of what the others said is flushed, half still waits. */
  async function writeOthers(api: 'v1' | 'v2'): Promise<void> {
    for (const [i, [path, , scope]] of OTHERS[api].entries()) {
      const messages = SAID.map((message) =>
        // In a personal chat nobody else may speak as the user.
        path === '/api/v1/memories' && message.role === 'user' ? {...message, sender_id: undefined} : message,
      )
      await post(path, {...scope, messages, async_mode: false})
      if (i % 2 === 0) await post(path === MEMORY ? '/api/v2/memory/flush' : `${path}/flush`, scope)
    }
    await stranger.time.wait(4000)
  }

  const heldOf = (api: 'v1' | 'v2') =>
    OTHERS[api].map(([, key]) => ({
      key,
      rows: stranger.shelf.everything(key).map(({text}) => text),
      memories: stranger.shelf.memories(key).map(({texts}) => texts),
    }))

  async function importTo(kind: StrangerKind): Promise<void> {
    const given = {...calmCase(kind), conversations: [30, 12], step: 3_600_000}
    const exported = {name: kind, api: apiOf(kind), personal: kind === 'v1 personal', options: {}}
    const from = recordExport(conversationsOf(exported, given).flatMap(({records}) => records))
    const delivery = DeliveryOptions.parse({api: apiOf(kind), baseUrl: stranger.url})
    const options = ImportOptions.parse({})
    const report = await importExport({from, options, delivery, key: STRANGERS_KEY, stateDir}, context())
    expect(report).toMatchObject({state: 'done', books: {sent: 42}})
    await stranger.time.wait(4000)
  }

  it.each(['v1 group', 'v1 personal', 'v2 Cloud', 'self-hosted 1.6.0'] as const)(
    '%s: a run is verified, and undone without touching them',
    async (kind) => {
      stranger = await startStranger(calmCase(kind))
      const api = apiOf(kind)
      await writeOthers(api)
      const before = heldOf(api)
      expect(before.every(({rows}) => rows.length === 2)).toBe(true)
      await importTo(kind)
      const verified = await verifyRun({stateDir, key: STRANGERS_KEY}, context())
      expect(verified).toMatchObject({balanced: true, requests: {different: 0}})
      expect(verified.conversations.map(({sent, waiting, memories}) => [sent, waiting, memories! > 0])).toEqual([
        [30, 0, true],
        [12, 0, true],
      ])
      const undone = await undoRun({stateDir, run: 'r1', key: STRANGERS_KEY}, context())
      expect(undone).toMatchObject({done: true, kept: [], removed: [{id: 'memo-c0'}, {id: 'memo-c1'}]})
      for (const key of ['memo-c0', 'memo-c1']) expect(stranger.shelf.keys()).not.toContain(key)
      expect(heldOf(api)).toEqual(before)
    },
    20_000,
  )

  it.each(['v1 group', 'v2 Cloud', 'self-hosted 1.6.0'] as const)(
    '%s: a conversation in which somebody else spoke earlier stays',
    async (kind) => {
      stranger = await startStranger(calmCase(kind))
      const isGroup = apiOf(kind) === 'v1'
      const scope = isGroup ? {group_id: 'memo-c0'} : {session_id: 'memo-c0'}
      const messages = [{...SAID[0], timestamp: NOON - 86_400_000}]
      await post(isGroup ? '/api/v1/memories/group' : MEMORY, {...scope, messages, async_mode: false})
      await post(isGroup ? '/api/v1/memories/group/flush' : '/api/v2/memory/flush', scope)
      await stranger.time.wait(4000)
      await importTo(kind)
      const undone = await undoRun({stateDir, run: 'r1', key: STRANGERS_KEY}, context())
      expect(undone).toMatchObject({kept: [{id: 'memo-c0'}], removed: [{id: 'memo-c1'}]})
      expect(stranger.shelf.memories('memo-c0').flatMap(({texts}) => texts)).toContain('said before')
    },
    20_000,
  )

  it('a server that cannot delete keeps everything, and this is said', async () => {
    stranger = await startStranger(calmCase('self-hosted 1.4.1'))
    await importTo('self-hosted 1.4.1')
    const undone = await undoRun({stateDir, run: 'r1', key: STRANGERS_KEY}, context())
    expect(undone).toMatchObject({done: false, removed: [], kept: [{id: 'memo-c0'}, {id: 'memo-c1'}]})
    expect(stranger.shelf.memories('memo-c0')).not.toEqual([])
  })
})
