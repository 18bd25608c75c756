import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type ColumnClock, instantOf, toInstant} from '../src/times/column-clock.js'
import {parseTime} from '../src/times/parse-time.js'
import {readPlainTime} from '../src/times/plain-time.js'

const UTC: ColumnClock = {order: 'dmy', zone: 'UTC', excel: undefined}
const NO_ZONE: ColumnClock = {...UTC, zone: undefined}
const BERLIN: ColumnClock = {...UTC, zone: 'Europe/Berlin'}

describe('readPlainTime', () => {
  it.each([
    ['2024-03-01T10:00:00Z', {nanos: 0, offset: 0}],
    ['2024-03-01 10:00:00', {nanos: 0, offset: undefined}],
    ['2024-03-01T10:00:00.5+02:00', {nanos: 0, offset: 120}],
    ['2024-02-29T23:59:60.123456789-03:30', {nanos: 456_789, offset: -210}],
  ])('reads %s', (cell, expected) => {
    expect(readPlainTime(cell)).toMatchObject(expected)
  })

  it.each([
    '2023-02-29T10:00:00Z',
    '2024-13-01T10:00:00Z',
    '2024-03-01T24:00:00Z',
    '2024-03-01T10:60:00Z',
    '2024-03-01T10:00:00.Z',
    '2024-03-01T10:00:00.1234567891Z',
    '2024-03-01T10:00:00+2:00',
    '2024-03-01T10:00:00Z ',
    '2024-03-01T10:00Z',
    '2024-03-01',
    '0024-03-01T10:00:00Z',
    '１２３４-03-01T10:00:00Z',
  ])('leaves %s to parseTime', (cell) => {
    expect(readPlainTime(cell)).toBeUndefined()
  })
})

describe('instantOf', () => {
  const digits = (width: number, most: number) =>
    fc.integer({min: 0, max: most}).map((number) => String(number).padStart(width, '0'))
  const behind = fc.oneof(fc.constantFrom('', 'Z', 'z', ' Z', 'UTC', '+02:00', '-0330', '+2', '+99:99', ' '))
  const fraction = fc.oneof(
    fc.constant(''),
    fc.tuple(fc.constantFrom('.', ','), fc.stringMatching(/^\d{0,11}$/)).map((parts) => parts.join('')),
  )
  const cells = fc
    .tuple(
      fc.oneof(digits(4, 9999), fc.integer({min: 1899, max: 2201}).map(String)),
      fc.constantFrom('-', '-', '-', '/'),
      digits(2, 13),
      digits(2, 32),
      fc.constantFrom('T', ' ', 't', '  '),
      digits(2, 25),
      digits(2, 61),
      fc.oneof(digits(2, 61), fc.constant('')),
      fraction,
      behind,
    )
    .map(
      ([year, dash, month, day, t, hour, minute, second, part, zone]) =>
        `${year}${dash}${month}${dash}${day}${t}${hour}:${minute}${second === '' ? '' : `:${second}`}${part}${zone}`,
    )

  it.each([
    ['1700000000', 1_700_000_000_000, 0],
    ['1700000000.5', 1_700_000_000_500, 0],
    ['0001700000000.1234567899', 1_700_000_000_123, 456_789],
    ['1700000000123', 1_700_000_000_123, 0],
    ['1700000000123.4567', 1_700_000_000_123, 456_700],
    ['1700000000123456', 1_700_000_000_123, 456_000],
    ['1700000000123456789', 1_700_000_000_123, 456_789],
  ])('takes %s for seconds or their parts, exactly', (cell, at, nanos) => {
    expect(instantOf(cell, NO_ZONE)).toEqual({at, nanos})
  })

  it('names the instant that parseTime leads to, for numbers of any length', () => {
    const numbers = fc.oneof(fc.stringMatching(/^\d{9,14}$/), fc.stringMatching(/^[12][\d.]{9,13}$/))
    fc.assert(
      fc.property(numbers, fc.constantFrom(NO_ZONE, {...UTC, excel: '1900' as const}), (cell, clock) => {
        expect(instantOf(cell, clock)).toEqual(toInstant(parseTime(cell), clock))
      }),
      {numRuns: 2000},
    )
  })

  it('names the instant that parseTime leads to, for cells of any shape', () => {
    fc.assert(
      fc.property(
        cells,
        fc.constantFrom(UTC, NO_ZONE, BERLIN),
        fc.constantFrom('', '+05:00', 'Mars'),
        (cell, clock, own) => {
          expect(instantOf(cell, clock, own)).toEqual(toInstant(parseTime(cell), clock, own))
        },
      ),
      {numRuns: 3000},
    )
  })
})

describe('parseTime', () => {
  it('reads a numeric date as it does where words are around it', () => {
    const number = fc.oneof(fc.integer({min: 0, max: 32}), fc.integer({min: 0, max: 9999})).map(String)
    const padded = number.map((text) => text.padStart(2, '0'))
    const cells = fc
      .tuple(
        fc.oneof(number, padded),
        fc.constantFrom('/', '.', '-'),
        fc.oneof(number, padded),
        fc.constantFrom('', '/', '.', '-'),
        fc.constantFrom('2024', '1899', '24', '0'),
        fc.constantFrom(' ', ', ', '  ', ''),
        fc.oneof(number, padded),
        padded,
        fc.constantFrom('', ':00', ':59', ':61', ':5'),
        fc.constantFrom('', ' PM', 'am', ' p.m.', ' a. m.', ' P', ' +02:00', ' UTC', ' PST'),
      )
      .map(
        ([a, by, b, other, year, gap, hour, minute, second, behind]) =>
          `${a}${by}${b}${other || by}${year}${gap}${hour}:${minute}${second}${behind}`,
      )
    fc.assert(
      // What stands in brackets at the end is passed over, and leads to the slow way.
      fc.property(cells, (cell) => {
        expect(parseTime(cell)).toEqual(parseTime(`${cell} (so)`))
      }),
      {numRuns: 5000},
    )
  })
})
