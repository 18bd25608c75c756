import {closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '#core/testing/engine'
import {chat} from '#core/testing/record-source'
import {isBuilt, spawnChild} from '../kill/spawn-child.js'

const SPEED = 10
const FREEZE =
  'INSERT INTO request (run, conversation, slice, first, last, messages, state, body_hash, attempts, sent_at)'.slice(
    0,
    90,
  )
const texts = Array.from({length: 40}, (_, i) => `message ${i}`)

/** Sizes of the parts of SQLite's write-ahead log (sqlite.org/fileformat2.html#walformat). */
const HEADER = 32
const FRAME = 24 + 4096

/** Where the frames of the last commit begin and end: the last frame of each commit holds the size of the database. */
function lastCommit(log: Buffer): {begin: number; end: number} {
  const salt = log.subarray(16, 24)
  const ends: number[] = []
  for (let at = HEADER; at + FRAME <= log.length; at += FRAME) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break
    if (log.readUInt32BE(at + 4) > 0) ends.push(at + FRAME)
  }
  const [begin, end] = ends.slice(-2)
  if (begin === undefined || end === undefined) throw new Error('the log holds no two commits')
  return {begin, end}
}

/**
 * A power cut may tear what had not come to the disk yet, and nothing leaves before it has: so the request of the last commit is not on its
 * way, and what was settled along with it is asked for again.
 */
describe.skipIf(!isBuilt)('the log of a state file, torn while a request was about to leave (needs a build)', () => {
  let engine: Engine
  let log: string
  beforeEach(async () => {
    engine = await startEngine()
    log = join(engine.stateDir, 'state.db-wal')
    const records = join(engine.stateDir, 'records.json')
    writeFileSync(records, JSON.stringify(chat('general', texts)))
    const delivery = {api: 'v1', baseUrl: engine.rehearsal.url, maxMessages: 5, timeout: 20}
    const life = {point: FREEZE, nth: 4, moment: 'after'}
    const child = {records, stateDir: engine.stateDir, delivery, key: 'secret-key', speed: SPEED, life}
    expect(await spawnChild(child)).toMatchObject({signal: 'SIGKILL'})
    expect(engine.rehearsal.ledger.totals().messages).toBe(15)
  })
  afterEach(() => engine.close())

  const expectExact = async () => {
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 40, unknown: 0}})
    expect(engine.rehearsal.ledger.messages().map(({content}) => content)).toEqual(texts)
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  }
  const garble = (at: number, bytes: number) => {
    const file = openSync(log, 'r+')
    writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, at)
    closeSync(file)
  }

  it.each<[string, (commit: {begin: number; end: number}) => void]>([
    ['is whole', () => {}],
    ['ends before its last commit', ({begin}) => truncateSync(log, begin)],
    ['ends in the head of a frame', ({begin}) => truncateSync(log, begin + 10)],
    ['ends in the middle of a page', ({begin}) => truncateSync(log, begin + FRAME - 2000)],
    ['lacks its last byte', ({end}) => truncateSync(log, end - 1)],
    ['has a garbled page', ({begin}) => garble(begin + 100, 500)],
    ['has a garbled end', ({end}) => garble(end - 8, 8)],
    [
      'ends in zeros that were never written',
      ({begin, end}) => writeFileSync(log, zeroed(readFileSync(log), begin, end)),
    ],
  ])('that %s: every message arrives once, in order', async (_how, tear) => {
    tear(lastCommit(readFileSync(log)))
    await expectExact()
  })
})

const zeroed = (log: Buffer, from: number, to: number) => Buffer.from(log).fill(0, from, to)
