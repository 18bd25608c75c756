import {once} from 'node:events'
import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Rehearsal, startRehearsal} from '@everport/rehearsal'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {isBuilt, spawnEverport} from './spawn-everport.js'

const KEY = 'sk-marker-0123456789'
const MESSAGES = 150
const SECOND = 1000
const NOBODY = 65_534

const texts = Array.from({length: MESSAGES}, (_, i) => `message ${i}`)

describe.skipIf(!isBuilt)('a state folder, through the command line (needs a build)', () => {
  let folder: string
  let rehearsal: Rehearsal | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'everport-state-'))
    const rows = texts.map(
      (text, i) => `${i},${new Date(Date.UTC(2024, 2, 1) + i * 60 * SECOND).toISOString()},ann,${text}`,
    )
    writeFileSync(join(folder, 'chat.csv'), ['message_id,timestamp,sender_id,content', ...rows].join('\n'))
  })
  afterEach(async () => {
    chmodSync(folder, 0o700)
    rmSync(folder, {recursive: true, force: true})
    await rehearsal?.close()
    rehearsal = undefined
  })

  const words = (url: string, ...more: string[]) => ['import', 'csv', 'chat.csv', '--base-url', url, '--yes', ...more]
  const expectExact = () => {
    expect(rehearsal?.ledger.messages().map(({content}) => content)).toEqual(texts)
    expect(rehearsal?.ledger.violations()).toEqual([])
  }

  it.each([
    ['reading', 8, 10, 0],
    // Each request grows the log of what is written by a few pages.
    ['sending', 600, 1, 20],
  ])(
    'a disk that is full while %s ends with a sentence and exit 2, and nothing is sent twice when there is room',
    async (_when, largestFile, size, least) => {
      rehearsal = await startRehearsal({key: KEY, taskMs: 5})
      const all = words(rehearsal.url, '--quiet', '--max-messages', `${size}`)
      const full = await spawnEverport(all, {cwd: folder, key: KEY, largestFile})
      expect(full).toMatchObject({exit: 2, stderr: expect.stringMatching(/cannot be (used|written)/)})
      expect(rehearsal.ledger.totals().messages).toBeGreaterThanOrEqual(least)
      expect(rehearsal.ledger.totals().messages).toBeLessThan(MESSAGES)
      expect(await spawnEverport(all, {cwd: folder, key: KEY})).toMatchObject({exit: 0})
      expectExact()
    },
  )

  it('of two imports at once one is told to wait, and every message arrives once', async () => {
    rehearsal = await startRehearsal({key: KEY, taskMs: 5, latency: 200})
    const both = await Promise.all(
      [1, 2].map(() => spawnEverport(words(rehearsal!.url, '--max-messages', '10'), {cwd: folder, key: KEY})),
    )
    const [first, second] = both.sort((a, b) => a.exit! - b.exit!)
    expect(first?.exit).toBe(0)
    expect(second).toMatchObject({exit: 2, stderr: expect.stringContaining('is using')})
    expectExact()
  })

  const asRoot = process.getuid?.() === 0
  it.skipIf(process.platform === 'win32')(
    'a folder that cannot be written is told before anything is sent',
    async () => {
      rehearsal = await startRehearsal({key: KEY})
      chmodSync(folder, 0o555)
      const readable = {cwd: folder, key: KEY, ...(asRoot && {uid: NOBODY})}
      const end = await spawnEverport(words(rehearsal.url), readable)
      expect(end).toMatchObject({exit: 2, stderr: expect.stringContaining('cannot be written')})
      expect(rehearsal.ledger.totals().messages).toBe(0)
    },
  )

  describe('a server that repeats the key in everything', () => {
    let server: Server
    afterEach(() => {
      server.closeAllConnections()
      server.close()
    })

    it.each([200, 202, 401, 403, 422])('with %i gets it into no line and no file', async (status) => {
      server = createServer((request, response) => {
        const {authorization} = request.headers
        const state = request.method === 'GET' ? 'success' : authorization
        const said = {message: `you said ${authorization}`, data: {task_id: authorization, status: state}}
        request.resume().on('end', () => response.writeHead(status, {'X-Key': authorization}).end(JSON.stringify(said)))
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const told = await spawnEverport([...words(url, '--json', '--no-flush'), '--debug'], {cwd: folder, key: KEY})
      expect(told.exit).toBe(status < 300 ? 0 : 5)
      expect(JSON.stringify(told)).not.toContain(KEY)
      const files = readdirSync(folder, {recursive: true, encoding: 'utf8'})
      for (const name of files.filter((path) => statSync(join(folder, path)).isFile()))
        expect(readFileSync(join(folder, name)).includes(KEY), name).toBe(false)
    })
  })
})
