import {describe, expect, test} from 'vitest'
import {parseTimestamp, timestampId} from '../src/message/timestamp.js'
import {ALICE, codes, exportTree, message, read, readMessages, skipped, texts, ts} from './small-export.js'

describe('times', () => {
  test('19 cuts microseconds to milliseconds and keeps the rest as order', async () => {
    const {messages} = await readMessages([message({ts: '1736554636.807919'})])
    expect(messages[0]).toMatchObject({at: 1736554636807, order: 919})
  })

  test('20 keeps the order of two messages of one millisecond', async () => {
    const {messages} = await readMessages([
      message({ts: '1433860261.000004', text: 'second'}),
      message({ts: '1433860261.000003', text: 'first'}),
    ])
    expect(messages.map(({at, order, text}) => [at, order, text])).toEqual([
      [1433860261000, 3, 'first'],
      [1433860261000, 4, 'second'],
    ])
  })

  test('21 takes the time from ts, never from the file name', async () => {
    const {messages} = await read(exportTree({'general/2015-06-09.json': [message({ts: '1433905200.000002'})]}))
    expect(new Date(messages[0]?.at ?? 0).toISOString()).toBe('2015-06-10T03:00:00.000Z')
  })

  test('22 counts messages without a time, with their place', async () => {
    const broken = [
      undefined,
      '',
      'abc',
      'NaN',
      '1433860261,000003',
      '14338602610.000003',
      '0000000000.000000',
      null,
      {},
    ]
    const result = await readMessages([message(), ...broken.map((one) => message({ts: one}))])
    expect(texts(result)).toEqual(['hello'])
    expect(skipped(result)).toEqual({'no-time': broken.length})
    expect(result.skips[0]).toEqual({
      reason: 'no-time',
      conversation: 'C1GENERAL',
      place: {file: 'general/2020-01-01.json', record: 2},
    })
  })

  test('23 reads a ts that is a JSON number, and says so', async () => {
    const result = await readMessages([message({ts: 1433860261.000003})])
    expect(result.messages[0]).toMatchObject({id: '1433860261.000003', at: 1433860261000, order: 3})
    expect(codes(result)).toEqual(['numeric-times'])
  })

  test('24 puts a descending day file in order', async () => {
    const result = await readMessages([3, 2, 1].map((n) => message({ts: ts(n * 1e6), text: String(n)})))
    expect(texts(result)).toEqual(['1', '2', '3'])
  })

  test('25 keeps the time of an edited message and tells of the edit', async () => {
    const {messages} = await readMessages([message({edited: {user: ALICE.id, ts: '1577890000.000000'}})])
    expect(messages[0]).toMatchObject({at: 1577880000000, editedAt: 1577890000000})
  })
})

describe('parseTimestamp', () => {
  test.each([
    ['1355517523.000100', {id: '1355517523.000100', ms: 1355517523000, micros: 100}],
    ['1355517523.0001', {id: '1355517523.000100', ms: 1355517523000, micros: 100}],
    ['1355517523', {id: '1355517523.000000', ms: 1355517523000, micros: 0}],
    ['1355517523.123456789', {id: '1355517523.123456', ms: 1355517523123, micros: 456}],
    ['999999999.999999', {id: '999999999.999999', ms: 999999999999, micros: 999}],
    [1355517523, {id: '1355517523.000000', ms: 1355517523000, micros: 0}],
    ['1355517523.', undefined],
    ['1355517523.00010x', undefined],
    ['-355517523.000100', undefined],
    ['1355517523 000100', undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])('%j', (value, expected) => {
    expect(parseTimestamp(value)).toEqual(expected)
    expect(timestampId(value)).toBe(expected?.id)
  })
})
