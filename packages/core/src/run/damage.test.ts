import {expect, it} from 'vitest'
import {damage} from './damage.js'

it.each([
  [{}, [], 0],
  [{join: 3, unreadable: 2}, [], 2],
  [{truncated: 1}, [{code: 'truncated-file', count: 1}], 2],
  [{'unreadable-time': 4}, [{code: 'no-users', count: 9}], 4],
  [{unreadably: 1}, [], 0],
])('counts what could not be read: %j, %j', (skipped, notices, count) => {
  expect(damage({skipped}, notices)).toBe(count)
})
