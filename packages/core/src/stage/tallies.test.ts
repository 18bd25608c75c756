import {expect, it} from 'vitest'
import {Tallies} from './tallies.js'

it('adds up by conversation, outcome and reason', () => {
  const tallies = new Tallies()
  tallies.add(2, 'read')
  tallies.add(1, 'read')
  tallies.add(2, 'read', '', 3)
  tallies.add(0, 'skipped', 'torn/half', 2)
  tallies.add(2, 'skipped', 'empty')
  tallies.add(900_000, 'already')
  expect([...tallies.entries((conversation) => conversation * 10)]).toEqual([
    {conversation: 10, outcome: 'read', reason: '', count: 1},
    {conversation: 20, outcome: 'read', reason: '', count: 4},
    {conversation: 0, outcome: 'skipped', reason: 'torn/half', count: 2},
    {conversation: 20, outcome: 'skipped', reason: 'empty', count: 1},
    {conversation: 9_000_000, outcome: 'already', reason: '', count: 1},
  ])
})
