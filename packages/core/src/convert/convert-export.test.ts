import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {ImportOptions} from '../config/import-options.js'
import {GroupExport, PersonalExport} from '../model/everos.js'
import type {SourceRecord} from '../model/record.js'
import {chat, NOON, recordExport} from '../testing/record-source.js'
import {convertExport} from './convert-export.js'

describe('convertExport', () => {
  let out: string
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'everport-convert-'))
  })
  afterEach(() => rmSync(out, {recursive: true, force: true}))

  const stages: string[] = []
  const convert = async (
    records: SourceRecord[],
    options: Partial<ImportOptions> = {},
    format: 'json' | 'ndjson' = 'json',
  ) => {
    stages.length = 0
    const context = {
      signal: new AbortController().signal,
      emit: (event: {type: string}) => void stages.push(event.type),
    }
    return convertExport({from: recordExport(records), options: ImportOptions.parse(options), out, format}, context)
  }
  const read = (name: string) => readFileSync(join(out, name), 'utf8')

  it('writes a group in the format of the batch guide', async () => {
    const report = await convert([{type: 'person', id: 'ann', name: 'Ann'}, ...chat('general', ['hi "there"', 'ho'])])
    expect(report).toMatchObject({conversations: 1, people: 2, books: {read: 2, sent: 2}, files: ['memo-general.json']})
    expect(GroupExport.parse(JSON.parse(read('memo-general.json')))).toEqual({
      group_id: 'memo-general',
      messages: [
        {
          role: 'user',
          sender_id: 'memo-ann',
          sender_name: 'Ann',
          timestamp: NOON,
          content: 'hi "there"',
          message_id: 'memo-general-m0',
        },
        {
          role: 'user',
          sender_id: 'memo-bob',
          sender_name: 'bob',
          timestamp: NOON + 60_000,
          content: 'ho',
          message_id: 'memo-general-m1',
        },
      ],
    })
  })

  it('writes a person with an assistant in the personal format', async () => {
    const records: SourceRecord[] = chat('bot', [
      {role: 'user', text: 'hello'},
      {role: 'assistant', text: 'hi'},
    ])
    records[0] = {type: 'conversation', id: 'bot', kind: 'assistant'}
    await convert(records)
    expect(PersonalExport.parse(JSON.parse(read('memo-bot.json')))).toEqual({
      user_id: 'memo-ann',
      messages: [
        {role: 'user', timestamp: NOON, content: 'hello'},
        {role: 'assistant', timestamp: NOON + 60_000, content: 'hi'},
      ],
    })
  })

  it('writes one line a message as NDJSON, and leaves nothing unfinished behind', async () => {
    await convert([...chat('a', ['1', '2']), ...chat('b', ['3'])], {}, 'ndjson')
    expect(readdirSync(out)).toEqual(['messages.ndjson'])
    const lines = read('messages.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({group_id, content}) => [group_id, content])).toEqual([
      ['memo-a', '1'],
      ['memo-a', '2'],
      ['memo-b', '3'],
    ])
  })

  it('stages nothing when the export is in order', async () => {
    await convert([...chat('a', ['1', '2']), ...chat('b', ['3'])])
    expect(stages).not.toContain('staging')
  })

  it.each<[string, SourceRecord[]]>([
    [
      'a message that is older than the one before',
      chat('a', [
        {at: NOON + 1, text: 'x'},
        {at: NOON, text: 'y'},
      ]),
    ],
    [
      'a message that comes twice',
      chat('a', [
        {text: 'x', at: NOON},
        {text: 'x', id: 'm0', at: NOON},
      ]),
    ],
    ['conversations that interleave', [...chat('a', ['1']), ...chat('b', ['2']), {...chat('a', ['1', '3'])[2]!}]],
    ['a name that is told too late', [...chat('a', ['1']), {type: 'person', id: 'ann', name: 'Ann'}]],
  ])('sorts after %s', async (_name, records) => {
    await convert(records)
    expect(stages).toContain('staging')
    expect(GroupExport.safeParse(JSON.parse(read('memo-a.json'))).success).toBe(true)
  })

  it('writes conversations that take turns straight through as NDJSON, whatever their ids', async () => {
    const a = chat('a', [
      {text: '1', id: 'f0'},
      {text: '3', id: 'a7'},
    ])
    const b = chat('b', [{text: '2', id: 'f0'}])
    await convert([a[0]!, b[0]!, a[1]!, b[1]!, a[2]!], {}, 'ndjson')
    expect(stages).not.toContain('staging')
    expect([...read('messages.ndjson').matchAll(/"content":"(\d)"/g)].map(([, text]) => text)).toEqual(['1', '2', '3'])
  })

  it('sorts NDJSON in which an id comes twice, and writes the message once', async () => {
    await convert(
      [
        ...chat('a', [
          {text: 'x', id: 'f'},
          {text: 'y', id: 'a'},
          {text: 'z', id: 'f'},
        ]),
      ],
      {},
      'ndjson',
    )
    expect(stages).toContain('staging')
    expect([...read('messages.ndjson').matchAll(/"content":"(\w)"/g)].map(([, text]) => text)).toEqual(['y', 'z'])
  })

  it('writes the same bytes straight through and sorted', async () => {
    const message = fc.record({
      conversation: fc.constantFrom('a', 'b'),
      text: fc.string(),
      sender: fc.constantFrom('ann', 'bob'),
      step: fc.nat(2),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(message, {maxLength: 30}), async (drawn) => {
        let at = NOON
        const messages = drawn.map(({step, ...m}, i): SourceRecord => {
          at += step
          return {type: 'message', id: `${1000 + i}`, at, ...m}
        })
        const heads: SourceRecord[] = [
          {type: 'conversation', id: 'a', kind: 'group'},
          {type: 'conversation', id: 'b', kind: 'group'},
        ]
        const grouped = [
          ...heads,
          ...messages.filter((m) => 'conversation' in m && m.conversation === 'a'),
          ...messages.filter((m) => 'conversation' in m && m.conversation === 'b'),
        ]
        await convert(grouped, {}, 'ndjson')
        const straight = read('messages.ndjson')
        expect(stages).not.toContain('staging')
        // A person told of at the end settles no name, but sends the export through the sorter.
        await convert(
          [
            ...grouped,
            {type: 'message', conversation: 'a', id: '1', sender: 'ann', text: '', at: NOON},
            ...heads.map((h) => ({...h, kind: 'assistant'}) as SourceRecord),
            ...heads,
          ],
          {},
          'ndjson',
        )
        expect(stages).toContain('staging')
        expect(read('messages.ndjson')).toBe(straight)
      }),
      {numRuns: 30},
    )
  })
})
