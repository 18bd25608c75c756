import {afterEach, describe, expect, it, onTestFinished, vi} from 'vitest'
import type {SourceRecord} from '../model/record.js'
import {accounted, type Engine, startEngine} from '../testing/engine.js'
import {chat, NOON, recordExport} from '../testing/record-source.js'

const texts = (count: number) => Array.from({length: count}, (_, i) => `message ${i}`)

describe('importExport', () => {
  let engine: Engine
  afterEach(() => engine.close())

  it('sends every message once, in order, and flushes after the last', async () => {
    engine = await startEngine()
    const report = await engine.import(recordExport([...chat('general', texts(950)), ...chat('random', texts(3))]))
    expect(report).toMatchObject({
      state: 'done',
      conversations: 2,
      people: 2,
      books: {read: 953, sent: 953, pending: 0},
    })
    const {ledger} = engine.rehearsal
    expect(ledger.violations()).toEqual([])
    expect(ledger.messages({group_id: 'memo-general'}).map((m) => m.content)).toEqual(texts(950))
    expect(ledger.conversations({group_id: 'memo-general'})).toMatchObject([{messages: 950, flushes: 10}])
    expect(ledger.conversations({group_id: 'memo-random'})).toMatchObject([{messages: 3, flushes: 1}])
  })

  it('sends the messages as EverOS wants them', async () => {
    engine = await startEngine()
    const records: SourceRecord[] = [
      {type: 'person', id: 'ann', name: 'Ann Lee'},
      {type: 'person', id: 'ci', name: 'CI', bot: true},
      ...chat('general', [
        'hi',
        {sender: 'ci', text: 'build 7 is green'},
        {text: '', attachments: [{kind: 'file', name: 'plan.pdf'}]},
      ]),
    ]
    await engine.import(recordExport(records))
    expect(engine.rehearsal.ledger.messages()).toMatchObject([
      {
        message_id: 'memo-general-m0',
        sender_id: 'memo-ann',
        sender_name: 'Ann Lee',
        role: 'user',
        timestamp: NOON,
        content: 'hi',
      },
      {sender_id: 'memo-ci', sender_name: 'CI', role: 'assistant', content: 'build 7 is green'},
      {content: '[file: plan.pdf]'},
    ])
  })

  it('puts messages in order of time whatever the order of the export, and keeps equal times apart', async () => {
    engine = await startEngine()
    const at = (...offsets: number[]) => offsets.map((offset, i) => ({text: `t${i}`, at: NOON + offset}))
    const report = await engine.import(recordExport(chat('general', at(5000, 0, 0, 2000, 0))))
    expect(engine.rehearsal.ledger.messages().map((m) => [m.content, m.timestamp - NOON])).toEqual([
      ['t1', 0],
      ['t2', 1],
      ['t4', 2],
      ['t3', 2000],
      ['t0', 5000],
    ])
    expect(report.adjusted).toBe(2)
  })

  it('accounts for every message that it does not send', async () => {
    engine = await startEngine()
    const records = chat('general', [
      'kept',
      {text: 'copy', id: 'm0'},
      {text: ''},
      {text: 'old', at: 999_999_999_999},
      {text: 'no time', at: Number.NaN},
      {text: 'from a bot', bot: true},
      {text: 'too early', at: NOON - 86_400_000},
    ])
    const report = await engine.import(
      recordExport(records, {skips: [{reason: 'join', conversation: 'general', count: 4}, {reason: 'torn'}]}),
      {
        bots: 'drop',
        since: '2000-01-01',
      },
    )
    expect(report.books).toMatchObject({
      read: 12,
      sent: 2,
      filtered: 1,
      skipped: {join: 4, torn: 1, duplicate: 1, empty: 1, 'before-2001': 1, 'bad-time': 1},
    })
    expect(accounted(report)).toBe(12)
  })

  it('of two copies keeps the one that was edited last', async () => {
    engine = await startEngine()
    await engine.import(
      recordExport(
        chat('general', [
          {text: 'new', id: 'x', editedAt: NOON + 1},
          {text: 'old', id: 'x'},
        ]),
      ),
    )
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(['new'])
  })

  it('leaves out what lies outside since and until', async () => {
    engine = await startEngine()
    const report = await engine.import(recordExport(chat('general', texts(10))), {
      since: '2024-03-01T12:02:00Z',
      until: '2024-03-01T12:05:00Z',
    })
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(['message 2', 'message 3', 'message 4'])
    expect(report.books.filtered).toBe(7)
  })

  it('a second import of the same export sends nothing', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(30))))
    const requests = engine.rehearsal.ledger.requests().length
    const report = await engine.import(recordExport(chat('general', texts(30))))
    expect(report).toMatchObject({state: 'done', books: {read: 30, already: 30, sent: 0}})
    expect(engine.rehearsal.ledger.requests()).toHaveLength(requests)
  })

  it('an export with one more day sends only that day, and lists what was edited', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(30))))
    const newer = [...texts(29), 'message 29, edited', 'new 1', 'new 2']
    const report = await engine.import(recordExport(chat('general', newer)))
    expect(report).toMatchObject({state: 'done', edited: 1, books: {read: 32, already: 30, sent: 2}})
    expect(
      engine.rehearsal.ledger
        .messages()
        .map((m) => m.content)
        .slice(-3),
    ).toEqual(['message 29', 'new 1', 'new 2'])
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })

  it('a conversation of one person with an assistant is personal', async () => {
    engine = await startEngine()
    const records: SourceRecord[] = chat('bot', [
      {role: 'user', text: 'hello'},
      {role: 'assistant', text: 'hi, what can I do?'},
    ])
    records[0] = {type: 'conversation', id: 'bot', name: 'Helper', kind: 'assistant'}
    await engine.import(recordExport(records))
    expect(engine.rehearsal.ledger.conversations()).toMatchObject([
      {user_id: 'memo-ann', session_id: 'memo-bot', messages: 2},
    ])
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })

  it('a direct chat is personal when the user says who the assistant is, and a group of two otherwise', async () => {
    engine = await startEngine()
    const direct = (id: string) => [
      {...chat(id, [])[0], kind: 'direct'} as SourceRecord,
      ...chat(id, texts(2)).slice(1),
    ]
    await engine.import(recordExport(direct('d1'), {name: 'one.json'}), {assistants: ['bob']})
    await engine.import(recordExport(direct('d2'), {name: 'two.json'}))
    expect(engine.rehearsal.ledger.conversations()).toMatchObject([
      {user_id: 'memo-ann', session_id: 'memo-d1'},
      {group_id: 'memo-d2', user_id: null},
    ])
  })

  it('maps several ids to one person', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', texts(2))), {
      identities: [{id: 'ann-lee', name: 'Ann Lee', is: ['memo-ann', 'memo-bob']}],
    })
    expect(engine.rehearsal.ledger.messages()).toMatchObject([
      {sender_id: 'ann-lee', sender_name: 'Ann Lee'},
      {sender_id: 'ann-lee', sender_name: 'Ann Lee'},
    ])
  })

  it('puts the namespace in front of ids that are unique only inside their export', async () => {
    engine = await startEngine()
    const local = () => {
      const records = chat('general', texts(1))
      records[0] = {type: 'conversation', id: 'general', kind: 'group', local: true}
      return records
    }
    await engine.import(recordExport(local(), {name: 'team a.json'}))
    await engine.import(recordExport(local(), {name: 'b.json'}), {namespace: 'team-b'})
    expect(engine.rehearsal.ledger.conversations().map((c) => c.group_id)).toEqual([
      'memo-team-a-general',
      'memo-team-b-general',
    ])
  })

  it('plans without sending and without leaving a trace', async () => {
    engine = await startEngine()
    const report = await engine.plan(recordExport(chat('general', texts(950))))
    expect(report).toMatchObject({
      state: 'planned',
      books: {read: 950, pending: 950},
      plan: {requests: 10, flushes: 10},
    })
    expect(engine.rehearsal.ledger.requests()).toEqual([])
    await expect(engine.resume()).rejects.toMatchObject({code: 'RUN_NOT_FOUND'})
  })

  it('a plan that was declined leaves nothing behind', async () => {
    engine = await startEngine()
    const from = recordExport(chat('general', texts(30)))
    expect((await engine.import(from, {}, {}, {confirm: async () => false})).state).toBe('planned')
    await engine.plan(from)
    const report = await engine.import(from)
    expect(report).toMatchObject({run: 'r1', state: 'done', notices: [], books: {sent: 30, already: 0}})
  })

  it('tells where the messages go before anything is sent', async () => {
    engine = await startEngine()
    const {destinations} = await engine.plan(recordExport([...chat('general', texts(3)), ...chat('random', texts(2))]))
    expect(destinations).toEqual([
      {id: 'memo-general', name: '#general', kind: 'group', messages: 3},
      {id: 'memo-random', name: '#random', kind: 'group', messages: 2},
    ])
  })

  it('stops at a wrong key with a sentence, and sends everything once the key is right', async () => {
    engine = await startEngine()
    const from = recordExport(chat('general', texts(3)))
    await expect(engine.import(from, {}, {}, {}, 'wrong')).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      exitCode: 5,
      message: expect.stringContaining('401'),
    })
    await expect(engine.resume()).rejects.toMatchObject({code: 'RUN_NOT_FOUND'})
    expect((await engine.import(from)).books.sent).toBe(3)
  })

  it('says what to check when the account is of the other API version', async () => {
    engine = await startEngine({mode: 'v2-cloud'})
    await expect(engine.import(recordExport(chat('general', texts(3))), {}, {api: 'v1'})).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      message: expect.stringContaining('403'),
      hints: expect.arrayContaining([expect.stringContaining('--api')]),
    })
  })

  it('says that nobody is there', async () => {
    engine = await startEngine()
    await expect(
      engine.import(recordExport(chat('general', texts(3))), {}, {baseUrl: 'http://127.0.0.1:9'}),
    ).rejects.toMatchObject({
      code: 'TARGET_UNREACHABLE',
      exitCode: 5,
    })
  })

  it('refuses to send in the clear to another machine', async () => {
    engine = await startEngine()
    await expect(
      engine.import(recordExport(chat('general', ['x'])), {}, {baseUrl: 'http://192.0.2.1'}),
    ).rejects.toMatchObject({code: 'TARGET_INSECURE'})
  })

  it.each(['v2-cloud', 'v2-self-hosted'] as const)('delivers to %s as it does to v1', async (mode) => {
    engine = await startEngine({mode})
    const report = await engine.import(recordExport([...chat('general', texts(450)), ...chat('random', texts(3))]))
    expect(report).toMatchObject({state: 'done', books: {sent: 453}})
    expect(engine.rehearsal.ledger.violations()).toEqual([])
    expect(engine.rehearsal.ledger.messages({session_id: 'memo-general'}).map((m) => m.content)).toEqual(texts(450))
  })

  it('an interruption while reading leaves nothing, and the next import is whole', async () => {
    engine = await startEngine()
    const abort = new AbortController()
    const records = chat('general', texts(500))
    const report = await engine.import(
      recordExport(records, {onBatch: () => abort.abort()}),
      {},
      {},
      {signal: abort.signal},
    )
    expect(report).toMatchObject({state: 'interrupted', books: {sent: 0}})
    expect((await engine.import(recordExport(records))).books).toMatchObject({read: 500, sent: 500})
  })

  it('an interruption while what showed late is settled leaves nothing, either', async () => {
    engine = await startEngine()
    // As if every step took long enough for others to have their turn.
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 20))
    onTestFinished(() => clock.mockRestore())
    const abort = new AbortController()
    const records = ['ann', 'bob', 'cem'].flatMap((id): SourceRecord[] => [
      {type: 'conversation', id, kind: 'assistant'},
      {type: 'message', conversation: id, id: '1', sender: id, at: NOON, text: 'hello'},
      {type: 'message', conversation: id, id: '2', sender: 'robot', role: 'assistant', at: NOON, text: 'hello'},
    ])
    const onBatch = () => void setImmediate(() => abort.abort())
    const report = await engine.import(
      recordExport(records, {batch: records.length, onBatch}),
      {},
      {},
      {signal: abort.signal},
    )
    expect(report).toMatchObject({state: 'interrupted', books: {read: 0, pending: 0}})
    expect((await engine.import(recordExport(records))).books).toMatchObject({read: 6, sent: 6})
  })

  it('an interruption while sending finishes what is in flight, and resume sends the rest once', async () => {
    engine = await startEngine()
    const abort = new AbortController()
    const report = await engine.import(
      recordExport(chat('general', texts(1500))),
      {},
      {},
      {
        signal: abort.signal,
        emit: (event) => {
          if (event.type === 'sending' && event.progress.requests === 1) abort.abort()
        },
      },
    )
    expect(report.state).toBe('interrupted')
    expect(report.books.sent).toBeGreaterThan(0)
    expect(report.books.pending).toBeGreaterThan(0)
    expect(await engine.resume()).toMatchObject({state: 'done', books: {sent: 1500, pending: 0}})
    expect(engine.rehearsal.ledger.messages().map((m) => m.content)).toEqual(texts(1500))
    expect(engine.rehearsal.ledger.violations()).toEqual([])
  })
})
