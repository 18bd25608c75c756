import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from 'vitest'
import {type Engine, startEngine} from '../testing/engine.js'
import {chat, recordExport} from '../testing/record-source.js'

describe('the file of rejects', () => {
  let engine: Engine
  afterEach(() => engine.close())

  const path = (name = 'r1.ndjson') => join(engine.stateDir, 'rejects', name)
  const rows = (name?: string) =>
    readFileSync(path(name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('lists what the server refused: where it stands, what was said, and the message as it is sent', async () => {
    engine = await startEngine({faults: [{rejectText: 'bad'}]})
    const records = chat('general', ['one', {text: 'bad one', place: {file: 'general/1.json', record: 2}}, 'three'])
    const report = await engine.import(recordExport([{type: 'person', id: 'bob', name: 'Bob'}, ...records]))
    expect(report).toMatchObject({state: 'partial', rejectsFile: path(), unread: 0, books: {sent: 2, rejected: 1}})
    expect(report.rejects).toMatchObject([{message: 'm1', place: {file: 'general/1.json', record: 2}}])
    expect(rows()).toEqual([
      {
        run: 'r1',
        reason: 'rejected',
        answer: {status: 422, message: expect.stringMatching(/./)},
        place: {file: 'general/1.json', record: 2},
        conversation: {id: 'memo-general', name: '#general'},
        message: {
          id: 'm1',
          sender: 'memo-bob',
          name: 'Bob',
          role: 'user',
          time: '2024-03-01T12:01:00.000Z',
          text: 'bad one',
        },
      },
    ])
  })

  it('lists what could not be read, and messages whose time is at fault, but not what is left out by a rule', async () => {
    engine = await startEngine()
    const skips = [
      {reason: 'join', count: 4},
      {reason: 'torn', place: {file: 'a.csv', line: 7}, excerpt: `x,${'y'.repeat(2000)}`},
      {reason: 'unreadable', place: {file: 'a.json', byte: 12}, count: 3},
    ]
    const records = chat('general', ['kept', {text: 'old', at: 999_999_999_999}, {text: 'when?', at: Number.NaN}, ''])
    const report = await engine.import(recordExport(records, {skips}))
    expect(report).toMatchObject({state: 'done', unread: 5, rejectsFile: path(), rejects: []})
    const conversation = {id: 'memo-general', name: '#general'}
    expect(rows()).toMatchObject([
      {run: 'r1', reason: 'torn', place: {file: 'a.csv', line: 7}, excerpt: `x,${'y'.repeat(998)}`},
      {reason: 'unreadable', count: 3, place: {file: 'a.json', byte: 12}},
      {reason: 'before-2001', conversation, message: {id: 'm1', time: '2001-09-09T01:46:39.999Z', text: 'old'}},
      {reason: 'bad-time', conversation, message: {id: 'm2', sender: 'memo-ann', time: null, text: 'when?'}},
    ])
    expect(rows()).toHaveLength(4)
  })

  it("is its owner's alone", async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', ['kept']), {skips: [{reason: 'torn'}]}))
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(statSync(join(engine.stateDir, 'rejects')).mode & 0o777).toBe(0o700)
  })

  it('is not there when all arrived, nor for a plan', async () => {
    engine = await startEngine()
    await engine.import(recordExport(chat('general', ['kept'])))
    await engine.plan(recordExport(chat('other', ['kept']), {skips: [{reason: 'torn'}]}))
    expect(existsSync(join(engine.stateDir, 'rejects'))).toBe(false)
  })

  it('is there when sending was stopped, and complete after it went on', async () => {
    engine = await startEngine({faults: [{rejectText: 'bad'}, {on: 'add', nth: 3, do: {status: 401}}]})
    const from = recordExport(chat('general', ['bad 0', ...Array(20).fill('good'), 'bad 1']), {
      skips: [{reason: 'torn'}],
    })
    await expect(engine.import(from, {}, {maxMessages: 5})).rejects.toMatchObject({code: 'TARGET_REFUSED'})
    expect(rows().length).toBeLessThan(3)
    engine.rehearsal.clearFaults()
    engine.rehearsal.pushFault({rejectText: 'bad'})
    await engine.resume()
    expect(rows().map(({reason}) => reason)).toEqual(['rejected', 'rejected', 'torn'])
  })

  it('that a person is at work on is left alone while it would say the same, and else moved aside', async () => {
    engine = await startEngine({faults: [{rejectText: 'bad'}]})
    await engine.import(recordExport(chat('general', ['one', 'bad'])))
    writeFileSync(path(), 'corrected\n')
    await engine.resume()
    expect(readFileSync(path(), 'utf8')).toBe('corrected\n')
    expect(readdirSync(join(engine.stateDir, 'rejects'))).toEqual(['r1.ndjson'])

    mkdirSync(join(engine.stateDir, 'rejects'), {recursive: true})
    writeFileSync(path('r2.ndjson'), 'of an older state\n')
    await engine.import(recordExport(chat('other', ['one', 'bad']), {name: 'other.json'}))
    expect(rows('r2.ndjson')).toHaveLength(1)
    expect(readFileSync(path('r2.edited-1.ndjson'), 'utf8')).toBe('of an older state\n')
  })

  it('that cannot be written does not undo what was sent', async () => {
    engine = await startEngine()
    writeFileSync(join(engine.stateDir, 'rejects'), 'a file where the folder goes')
    const report = await engine.import(recordExport(chat('general', ['kept']), {skips: [{reason: 'torn'}]}))
    expect(report).toMatchObject({state: 'done', books: {sent: 1}})
    expect(report.notices).toMatchObject([{code: 'rejects-not-written'}])
    expect(report).not.toHaveProperty('rejectsFile')
  })
})
