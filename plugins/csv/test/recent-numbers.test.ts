import {expect, it} from 'vitest'
import {createRecentNumbers} from '../src/records/recent-numbers.js'

it('remembers the last numbers set, and forgets old ones by and by', () => {
  const recent = createRecentNumbers(100)
  for (let n = 1; n <= 1000; n += 1) {
    recent.set(n * 4096, n)
    for (let back = Math.max(1, n - 99); back <= n; back += 1) expect(recent.get(back * 4096)).toBe(back)
  }
  expect(recent.get(4096)).toBeUndefined()
})
