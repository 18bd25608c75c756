import {expect, it} from 'vitest'
import {damage, isDamage} from './damage.js'

it.each([
  ['unreadable', true],
  ['unreadable-time', true],
  ['truncated', true],
  ['unreadably', false],
  ['torn', true],
  ['join', false],
])('the reason %s is damage: %s', (reason, expected) => {
  expect(isDamage(reason, {damage: ['torn']})).toBe(expected)
})

it.each([
  [0, [], 0],
  [2, [], 2],
  [1, [{code: 'truncated-file', count: 1}], 2],
  [4, [{code: 'no-users', count: 9}], 4],
])('counts what could not be read: %j, %j', (unread, notices, count) => {
  expect(damage({unread, notices})).toBe(count)
})
