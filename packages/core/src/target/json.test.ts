import {describe, expect, it} from 'vitest'
import {timeOf} from './json.js'

describe('timeOf', () => {
  it.each<[unknown, number]>([
    [1_709_294_400_123, 1_709_294_400_123],
    ['1709294400123', 1_709_294_400_123],
    ['2024-03-01T12:00:00.123Z', 1_709_294_400_123],
    ['2024-03-01T12:00:00.123456+00:00', 1_709_294_400_123],
    ['2024-03-01T14:00:00.123+02:00', 1_709_294_400_123],
    // Without a zone it is UTC, wherever this runs.
    ['2024-03-01T12:00:00.123', 1_709_294_400_123],
    ['soon', Number.NaN],
    [undefined, Number.NaN],
  ])('%o', (timestamp, ms) => {
    expect(timeOf({timestamp})).toBe(ms)
  })
})
