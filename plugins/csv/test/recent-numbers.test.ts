import fc from 'fast-check'
import {expect, it} from 'vitest'
import {createRecentNumbers} from '../src/records/recent-numbers.js'

it('remembers the last numbers set, and forgets old ones by and by', () => {
  const recent = createRecentNumbers(100)
  for (let n = 1; n <= 400; n += 1) {
    recent.set(n * 4096, n)
    const last = Array.from({length: Math.min(n, 100)}, (_, back) => n - back)
    expect(last.map((back) => recent.get(back * 4096))).toEqual(last)
  }
  expect(recent.get(4096)).toBeUndefined()
})

it('gives a number to the first that claims it', () => {
  const near = fc.integer({min: 1, max: 30})
  const keys = fc.oneof(
    near,
    near.map((n) => n * 2 ** 32 + 7),
    fc.maxSafeNat().filter((n) => n > 0),
  )
  fc.assert(
    fc.property(fc.array(keys, {maxLength: 90}), (claims) => {
      const recent = createRecentNumbers(100)
      const known = new Map<number, number>()
      claims.forEach((key, value) => {
        expect(recent.claim(key, value)).toBe(known.get(key))
        if (!known.has(key)) known.set(key, value)
        expect(recent.get(key)).toBe(known.get(key))
      })
    }),
  )
})

it('knows what was claimed for a while', () => {
  const recent = createRecentNumbers(100)
  for (let n = 1; n <= 400; n += 1) expect(recent.claim(n, n)).toBeUndefined()
  expect(recent.claim(301, 0)).toBe(301)
  expect(recent.claim(1, 7)).toBeUndefined()
})
