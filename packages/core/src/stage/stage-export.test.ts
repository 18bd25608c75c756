import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {ImportOptions} from '../config/import-options.js'
import type {PersonRecord, SourceRecord} from '../model/record.js'
import {Database} from '../store/database.js'
import {stateFilePath} from '../store/state-file.js'
import {openStore} from '../store/store.js'
import {chat, NOON, recordExport} from '../testing/record-source.js'
import {stageExport} from './stage-export.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everport-stage-'))
})
afterEach(() => rmSync(folder, {recursive: true, force: true}))

let states = 0
/** Stages the exports one after the other; how often the last was read, and what the state file holds then, without its numbers. */
async function staged(exports: SourceRecord[][], options: Partial<ImportOptions> = {}) {
  states += 1
  const stateDir = join(folder, String(states))
  const store = openStore(stateDir)
  let readings = 0
  try {
    for (const records of exports) {
      const from = recordExport(records, {skips: [{reason: 'torn', place: {file: 'a', line: 3}, excerpt: 'x'}]})
      const {read} = from.source
      readings = 0
      from.source = {
        ...from.source,
        read: (...given) => {
          readings += 1
          return read(...given)
        },
      }
      const run = store.runs.create({
        destination: 1,
        source: 'memo',
        input: 'x',
        path: '',
        fingerprint: 'f',
        options: '{}',
        delivery: '{}',
        started: 1,
      })
      const context = {signal: new AbortController().signal, emit: () => {}}
      const limits = {messages: 5, tokens: 1000}
      expect(await stageExport(run, from, ImportOptions.parse(options), limits, store, context)).toBe(true)
    }
  } finally {
    store.close()
  }
  const db = new Database(stateFilePath(stateDir))
  const all = (sql: string) => db.prepare<Record<string, string | number | null>>(sql).all()
  const held = {
    runs: all('SELECT conversations, people, adjusted, edited, unread, notices FROM run ORDER BY id'),
    conversations: all(
      'SELECT key, target, kind, owner, name, topic, next_seq, last_at FROM conversation ORDER BY key',
    ),
    messages: all(
      `SELECT c.key AS conversation, m.seq, m.run, m.key, s.target, s.name, m.role, m.at, m.hash, m.text FROM message m
       JOIN conversation c ON c.id = m.conversation JOIN sender s ON s.id = m.sender ORDER BY 1, 2`,
    ),
    slices: all(
      'SELECT c.key, first, last, messages, s.run FROM slice s JOIN conversation c ON c.id = s.conversation ORDER BY 1, 2',
    ),
    tallies: all(
      'SELECT c.key, run, outcome, reason, count FROM tally LEFT JOIN conversation c ON c.id = conversation ORDER BY 1, 2, 3, 4',
    ),
    unread: all('SELECT run, reason, count, excerpt, key, text FROM unread ORDER BY id'),
  }
  db.close()
  return {readings, held}
}

/** Conversations that change at every message, in which some times are equal. */
function inTurns(conversations: number, messages: number): SourceRecord[] {
  const ids = Array.from({length: conversations}, (_, i) => `c${i}`)
  const round = (n: number) =>
    ids.map((conversation): SourceRecord => {
      const at = NOON + (n - (n % 3)) * 1000
      return {type: 'message', conversation, id: `${n}`, sender: 'ann', at, text: `${conversation} ${n}`}
    })
  return [
    ANN,
    ...ids.map((id): SourceRecord => ({type: 'conversation', id, kind: 'group'})),
    ...Array.from({length: messages}, (_, n) => round(n)).flat(),
  ]
}

/** Told of somebody who has spoken, it settles no name, but sends the export through the sorter. */
const asUnordered = (records: SourceRecord[]): SourceRecord[] => [...records, {...ANN, name: 'Somebody'}, ANN]
const ANN: PersonRecord = {type: 'person', id: 'ann', name: 'Ann'}

describe('stageExport', () => {
  it('takes an export in order as it is read, conversations that take turns too', async () => {
    const [a, b] = [chat('a', ['1', '2', '3']), chat('b', ['1', '2'])]
    const {readings, held} = await staged([[ANN, a[0]!, b[0]!, a[1]!, b[1]!, a[2]!, b[2]!, a[3]!]])
    expect(readings).toBe(1)
    expect(held.messages).toHaveLength(5)
  })

  it('takes conversations that change at every message as they are read, and leaves the same as if it had sorted them', async () => {
    const records = inTurns(90, 250)
    const straight = await staged([records])
    const sorted = await staged([asUnordered(records)])
    expect([straight.readings, sorted.readings]).toEqual([1, 2])
    expect(straight.held.messages).toHaveLength(90 * 250)
    expect(straight.held).toEqual(sorted.held)
  })

  it.each<[string, SourceRecord[]]>([
    [
      'a message that is older than the one before',
      chat('a', [
        {at: NOON + 1, text: 'x'},
        {at: NOON, text: 'y'},
      ]),
    ],
    ['a message that comes twice', chat('a', [{text: 'x'}, {text: 'x', id: 'm0'}])],
    ['a name that comes too late', [...chat('a', ['1', '2']), ANN]],
    ['conversations of which more take turns than can be held open', inTurns(1100, 20)],
  ])('reads again and sorts after %s', async (_name, records) => {
    const {readings, held} = await staged([records])
    expect(readings).toBe(2)
    expect(held.runs).toMatchObject([{conversations: held.conversations.length}])
    const {messages} = held
    const falling = messages.filter(
      (m, i) => i > 0 && m.conversation === messages[i - 1]!.conversation && m.at! <= messages[i - 1]!.at!,
    )
    expect(falling).toEqual([])
    expect(messages.length).toBeGreaterThan(0)
    expect(held.unread).toHaveLength(1)
  })

  it('leaves the same in the state file both ways', async () => {
    const message = fc.record({
      conversation: fc.constantFrom('a', 'b', 'c'),
      text: fc.oneof(fc.string(), fc.constant('')),
      sender: fc.constantFrom('ann', 'bob', 'bot'),
      senderName: fc.constantFrom(undefined, 'Bobby'),
      step: fc.nat(3),
      wide: fc.boolean(),
    })
    const options = fc.record({
      bots: fc.constantFrom('user' as const, 'assistant' as const, 'drop' as const),
      assistants: fc.constantFrom<string[]>([], ['bob']),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(message, {maxLength: 40}), fc.nat(40), options, async (drawn, cut, chosen) => {
        let at = NOON
        const messages = drawn.map(({step, wide, senderName, ...m}, i): SourceRecord => {
          at += step * (wide ? 3_600_000 : 1)
          return {type: 'message', id: `${1000 + i}`, at, ...m, ...(senderName && {senderName})}
        })
        const heads: SourceRecord[] = [
          ANN,
          {type: 'person', id: 'bot', name: 'Bot', bot: true},
          {type: 'conversation', id: 'a', name: 'A', kind: 'group'},
          {type: 'conversation', id: 'b', kind: 'assistant', people: ['ann', 'bot']},
          {type: 'conversation', id: 'c', kind: 'direct', people: ['ann', 'bob']},
          {type: 'message', conversation: 'a', id: '1', sender: 'ann', text: 'first', at: NOON},
        ]
        const late: SourceRecord = {type: 'conversation', id: 'a', kind: 'group', topic: 'told late'}
        // The second import brings what the first had, and more.
        const first = [...heads, ...messages.slice(0, cut), late]
        const whole = [...heads, ...messages, late]
        const straight = await staged([first, whole], chosen)
        expect(straight.readings).toBe(1)
        const sorted = await staged([asUnordered(first), asUnordered(whole)], chosen)
        expect(sorted.readings).toBe(2)
        expect(sorted.held).toEqual(straight.held)
      }),
      {numRuns: 25},
    )
  })
})
