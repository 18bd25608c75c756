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
