import {describe, expect, test} from 'vitest'
import type {Outline} from '../store/message-row.js'
import {detectBoundaries, estimateTokens} from './boundary.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2024, 0, 1, 12)

const outline = (ats: readonly number[], tokens = 1): Outline[] =>
  ats.map((at, index) => ({seq: index + 1, at, role: 'user', senderId: 'a', tokens, isTool: false, isBlank: false}))
const every = (ms: number, count: number) => Array.from({length: count}, (_, index) => NOON + index * ms)

describe('boundaries', () => {
  test.each<[string, readonly number[], boolean, [number, string][], number]>([
    ['none inside a conversation', [NOON, NOON + HOUR], false, [], 2],
    ['a flush at its end', [NOON, NOON + HOUR], true, [[2, 'flush']], 0],
    ['midnight UTC', [NOON + 11 * HOUR, NOON + 12 * HOUR - 1, NOON + 12 * HOUR], false, [[2, 'boundary']], 1],
    [
      'silences of more than four hours',
      [NOON, NOON + 4 * HOUR, NOON + 8 * HOUR + 1],
      true,
      [
        [2, 'boundary'],
        [1, 'flush'],
      ],
      0,
    ],
    ['499 messages fit', every(1, 499), true, [[499, 'flush']], 0],
    [
      '500 do not',
      every(1, 500),
      true,
      [
        [499, 'forced'],
        [1, 'flush'],
      ],
      0,
    ],
    [
      'every 499 of many',
      every(1, 1100),
      true,
      [
        [499, 'forced'],
        [499, 'forced'],
        [102, 'flush'],
      ],
      0,
    ],
    ['nothing of nothing', [], true, [], 0],
  ])('%s', (_, ats, isFinal, cells, left) => {
    const found = detectBoundaries(outline(ats), isFinal)
    expect(found.cells.map((cell) => [cell.rows.length, cell.cut])).toEqual(cells)
    expect(found.tail).toHaveLength(left)
  })

  test('65,536 tokens are too many: the front is halved until it fits', () => {
    const found = detectBoundaries(outline(every(1, 40), 2000), true)
    expect(found.cells.map((cell) => [cell.rows.length, cell.cut])).toEqual([
      [19, 'forced'],
      [21, 'flush'],
    ])
  })

  test('one message is always taken whole', () => {
    expect(detectBoundaries(outline([NOON], 1_000_000), true).cells).toHaveLength(1)
  })
})

test('tokens are four bytes each', () => {
  expect(estimateTokens('Ann', 'hello')).toBe(3)
  expect(estimateTokens('Ann', 'дда')).toBe(3)
})
