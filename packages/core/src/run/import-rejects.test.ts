import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from 'vitest'
import type {RejectRow} from '../rejects/reject-row.js'
import {accounted, type Engine, startEngine} from '../testing/engine.js'
import {chat, NOON, recordExport} from '../testing/record-source.js'

describe('importRejects', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const path = (run = 'r1') => join(engine.stateDir, 'rejects', `${run}.ndjson`)
  const rows = (run?: string): RejectRow[] =>
    readFileSync(path(run), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const write = (lines: readonly (RejectRow | string)[]) => {
    const file = join(engine.stateDir, 'corrected.ndjson')
    writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
    return file
  }
  /** The rows as they were rejected, with other texts. */
  const corrected = (change: (text: string) => string, run?: string) =>
    rows(run).map((row) => (row.message ? {...row, message: {...row.message, text: change(row.message.text)}} : row))
  const contents = (group: string) => engine.rehearsal.ledger.messages({group_id: group}).map((m) => m.content)

  const begin = async (texts = ['one', 'bad two', 'three', 'bad four'], mode?: 'v2-cloud' | 'v2-self-hosted') => {
    engine = await startEngine({...(mode && {mode}), faults: [{rejectText: 'bad'}]})
    const records = [...chat('general', texts), ...chat('random', ['fine'])]
    const report = await engine.import(recordExport([{type: 'person', id: 'bob', name: 'Bob'}, ...records]))
    expect(report).toMatchObject({state: 'partial'})
    return report
  }

  it.each(['v1', 'v2-cloud', 'v2-self-hosted'] as const)(
    'sends what was corrected to %s, in order, under its conversation and person, and nothing else',
    async (mode) => {
      await begin(undefined, mode === 'v1' ? undefined : mode)
      const adds = engine.rehearsal.ledger.requests().filter(({kind}) => kind === 'add').length
      const report = await engine.rejects(write(corrected((text) => text.replace('bad ', 'good ')).reverse()))
      expect(report).toMatchObject({
        run: 'r2',
        state: 'done',
        source: 'memo',
        conversations: 1,
        books: {read: 2, sent: 2, rejected: 0},
      })
      const where = mode === 'v1' ? {group_id: 'memo-general'} : {session_id: 'memo-general'}
      const sent = engine.rehearsal.ledger.messages(where).slice(-2)
      expect(sent).toMatchObject([
        {content: 'good two', sender_id: 'memo-bob', sender_name: 'Bob', timestamp: NOON + 60_000},
        {content: 'good four', sender_id: 'memo-bob', sender_name: 'Bob', timestamp: NOON + 180_000},
      ])
      expect(engine.rehearsal.ledger.requests().filter(({kind}) => kind === 'add')).toHaveLength(adds + 1)
      expect(engine.rehearsal.ledger.totals()).toMatchObject({messages: 5, duplicates: 0})
      // They are older than what is there already: that much cannot be helped.
      const kinds = engine.rehearsal.ledger.violations().map(({kind}) => kind)
      expect(kinds.filter((kind) => kind !== 'timestamp-order')).toEqual([])
      expect(report.notices).toMatchObject([
        {code: 'late-messages', examples: [{message: expect.stringMatching(/^2 messages of "#general" are older/)}]},
      ])
    },
  )

  it('keeps the books of both runs true', async () => {
    await begin()
    const half = corrected((text) => text.replace('bad two', 'two'))
    await engine.rejects(write(half.slice(0, 1)))
    expect(await engine.report('r1')).toMatchObject({state: 'partial', corrected: 1, books: {sent: 3, rejected: 2}})
    expect(await engine.verify('r1')).toMatchObject({balanced: true, problems: ['1 message is rejected.']})
    await engine.rejects(write(corrected((text) => text.replace('bad ', ''))))
    const [r3, r2, r1] = await engine.reports()
    expect(r1).toMatchObject({run: 'r1', state: 'done', corrected: 2, books: {sent: 3, rejected: 2}})
    expect(r2).toMatchObject({state: 'done', books: {read: 1, sent: 1}})
    expect(r3).toMatchObject({state: 'done', books: {read: 2, sent: 1, already: 1}})
    for (const report of [r1, r2, r3]) expect(accounted(report!)).toBe(report!.books.read)
    for (const run of ['r1', 'r2', 'r3']) expect(await engine.verify(run)).toMatchObject({verified: true, problems: []})
  })

  it('sends nothing twice, however often', async () => {
    await begin()
    const file = write(corrected((text) => text.replace('bad ', '')))
    await engine.rejects(file)
    const requests = engine.rehearsal.ledger.requests().length
    expect(await engine.rejects(file)).toMatchObject({state: 'done', books: {read: 2, already: 2, sent: 0}})
    expect(engine.rehearsal.ledger.requests()).toHaveLength(requests)
  })

  it('takes many that are still bad for what they are', async () => {
    await begin(Array.from({length: 30}, (_, i) => `bad ${i}`))
    expect(await engine.rejects(path())).toMatchObject({state: 'partial', books: {read: 30, sent: 0, rejected: 30}})
  })

  it('says of what is still bad where it stands, and lists it anew', async () => {
    await begin()
    const file = write(corrected((text) => text.replace('bad two', 'two')))
    const report = await engine.rejects(file)
    expect(report).toMatchObject({state: 'partial', books: {read: 2, sent: 1, rejected: 1}, rejectsFile: path('r2')})
    expect(report.rejects).toMatchObject([{message: 'm3', place: {file, line: 2}}])
    await engine.rejects(write(corrected((text) => text.replace('bad ', ''), 'r2')))
    expect((await engine.reports()).map(({state}) => state)).toEqual(['done', 'done', 'done'])
    expect(contents('memo-general').sort()).toEqual(['four', 'one', 'three', 'two'])
  })

  it('an export that brings it again, corrected or not, has it tried again', async () => {
    await begin()
    const again = await engine.import(
      recordExport(chat('general', ['one', 'bad two', 'three', 'four']), {name: 'b.json'}),
    )
    expect(again).toMatchObject({state: 'partial', books: {read: 4, already: 2, sent: 1, rejected: 1}})
    engine.rehearsal.clearFaults()
    const same = await engine.import(
      recordExport(chat('general', ['one', 'bad two', 'three', 'four']), {name: 'b.json'}),
    )
    expect(same).toMatchObject({run: 'r3', state: 'done', books: {already: 3, sent: 1, rejected: 0}})
    expect((await engine.reports()).map(({state}) => state)).toEqual(['done', 'done', 'done'])
    expect(engine.rehearsal.ledger.totals()).toMatchObject({duplicates: 0, messages: 5})
  })

  it.each<[string, (row: RejectRow) => RejectRow | string, string, RegExp]>([
    ['is no JSON', () => '{"message": ', 'bad-line', /line 2 cannot be sent: /],
    [
      'has no text',
      (row) => ({...row, message: {...row.message!, text: ' '}}),
      'empty',
      /line 2 .*message\.text is empty/,
    ],
    [
      'has a role that is none',
      (row) => ({...row, message: {...row.message!, role: 'boss' as 'user'}}),
      'bad-line',
      /line 2 .*message\.role must be one of user, assistant/,
    ],
    [
      'has no sender',
      (row) => ({...row, message: {...row.message!, sender: ''}}),
      'bad-line',
      /line 2 .*message\.sender/,
    ],
    ['has no time', (row) => ({...row, message: {...row.message!, time: 'May'}}), 'bad-time', /line 2 .*message\.time/],
    [
      'has a time that EverOS cannot take',
      (row) => ({...row, message: {...row.message!, time: '1999-01-01'}}),
      'before-2001',
      /line 2 .*2001-09-09/,
    ],
    [
      'is of a conversation that is not there',
      (row) => ({...row, conversation: {id: 'memo-none', name: ''}}),
      'unknown-conversation',
      /line 2 .*"memo-none"/,
    ],
    ['is of none', ({conversation: _, ...row}) => row, 'bad-line', /line 2 .*conversation\.id is missing/],
    ['is a number', () => '7', 'bad-line', /line 2 cannot be sent/],
  ])('a line that %s is told and listed, and the rest goes on', async (_name, spoil, reason, sentence) => {
    await begin()
    const [first, second] = corrected((text) => text.replace('bad ', ''))
    const file = write([first!, spoil(second!)])
    const report = await engine.rejects(file)
    expect(report).toMatchObject({
      unread: 1,
      books: {read: 2, sent: 1, skipped: {[reason]: 1}},
      rejectsFile: path('r2'),
    })
    const [notice] = report.notices.filter(({code}) => code === reason)
    expect(notice?.examples[0]).toMatchObject({message: expect.stringMatching(sentence), place: {file, line: 2}})
    expect(rows('r2')).toMatchObject([{run: 'r2', reason, place: {file, line: 2}}])
    expect(contents('memo-general')).toEqual(['one', 'three', 'two'])
  })

  it('a message whose time was at fault is sent once it has one', async () => {
    engine = await startEngine()
    const records = chat('general', ['one', {text: 'when?', at: Number.NaN}, {text: 'old', at: 999_999_999_999}])
    await engine.import(recordExport(records))
    const times = ['2024-03-01T12:00:30Z', '2024-03-01 nonsense']
    const lines = rows().map((row, i) => ({...row, message: {...row.message!, time: times[i]!}}))
    expect(await engine.rejects(write(lines))).toMatchObject({books: {read: 2, sent: 1, skipped: {'bad-time': 1}}})
    expect(contents('memo-general')).toEqual(['one', 'when?'])
  })

  it('what never was a message is not guessed: the export has to be mended', async () => {
    engine = await startEngine()
    const skips = [{reason: 'torn', place: {file: 'a.csv', line: 7}, excerpt: 'x,y'}]
    await engine.import(recordExport(chat('general', ['one']), {skips}))
    const report = await engine.rejects(path())
    expect(report).toMatchObject({state: 'done', books: {read: 1, sent: 0, skipped: {'no-message': 1}}})
    expect(report.notices[0]?.examples[0]?.message).toMatch(/line 1 holds no message: mend a\.csv, line 7 and import/)
  })

  it('what another run has left open elsewhere stays as it is', async () => {
    await begin()
    const abort = new AbortController()
    await engine.import(
      recordExport(chat('late', Array(300).fill('x')), {name: 'late.json'}),
      {},
      {maxMessages: 50},
      {
        signal: abort.signal,
        emit: (event) => void (event.type === 'sending' && event.progress.requests === 1 && abort.abort()),
      },
    )
    const before = contents('memo-late').length
    await engine.rejects(write(corrected((text) => text.replace('bad ', ''))))
    expect(contents('memo-late')).toHaveLength(before)
    expect(before).toBeLessThan(300)
    expect(await engine.resume()).toMatchObject({run: 'r2', state: 'done', books: {sent: 300}})
    expect(contents('memo-late')).toHaveLength(300)
  })

  it('goes on where it was stopped', async () => {
    await begin(Array.from({length: 40}, (_, i) => `bad ${i}`).concat('ok'))
    const file = write(corrected((text) => text.replace('bad ', 'good ')))
    // Slow enough that the stop comes between two requests.
    engine.rehearsal.pushFault({on: 'add', do: {delay: 20}})
    const abort = new AbortController()
    const stopped = await engine.rejects(
      file,
      {maxMessages: 5},
      {
        signal: abort.signal,
        emit: (event) => void (event.type === 'sending' && event.progress.requests >= 1 && abort.abort()),
      },
    )
    expect(stopped).toMatchObject({run: 'r2', state: 'interrupted'})
    expect(await engine.rejects(file)).toMatchObject({run: 'r2', state: 'done', books: {read: 40, sent: 40}})
    expect(contents('memo-general').slice(1)).toEqual(Array.from({length: 40}, (_, i) => `good ${i}`))
    expect(engine.rehearsal.ledger.totals()).toMatchObject({duplicates: 0})
  })

  it('goes nowhere but to the target of its run', async () => {
    await begin()
    await expect(engine.rejects(path(), {baseUrl: 'http://127.0.0.1:9'})).rejects.toMatchObject({
      code: 'RUN_CHANGED',
      message: expect.stringContaining('the server is http://127.0.0.1:9'),
    })
  })

  it.each([
    ['', 'INPUT_UNRECOGNISED', /is empty/],
    ['{"reason":"bad-time"}', 'INPUT_UNRECOGNISED', /names the run/],
    ['time,text\n1,2', 'INPUT_UNRECOGNISED', /names the run/],
    ['{"run":"r9"}', 'RUN_NOT_FOUND', /r9/],
  ])('a file that holds %j is refused with a sentence', async (text, code, message) => {
    await begin()
    await expect(engine.rejects(write([text]))).rejects.toMatchObject({code, message: expect.stringMatching(message)})
  })
})
