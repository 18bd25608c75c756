import {expect, test} from 'vitest'
import {seededRandom} from './random.js'

test('the same seed gives the same numbers in [0, 1)', () => {
  const draw = (seed: number) => Array.from({length: 1000}, seededRandom(seed))
  const numbers = draw(1)
  expect(draw(1)).toEqual(numbers)
  expect(draw(2)).not.toEqual(numbers)
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  expect(new Set(numbers).size).toBe(1000)
})
