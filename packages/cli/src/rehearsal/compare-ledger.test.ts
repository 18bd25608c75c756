import type {Books} from '@everport/core/run'
import type {LedgerTotals} from '@everport/rehearsal'
import {expect, test} from 'vitest'
import {compareLedger} from './compare-ledger.js'

const books: Books = {
  read: 10,
  sent: 8,
  already: 0,
  filtered: 0,
  skipped: {empty: 2},
  rejected: 0,
  unknown: 0,
  pending: 0,
}
const totals: LedgerTotals = {
  conversations: 2,
  messages: 8,
  states: {},
  merged: 0,
  requests: 20,
  flushes: 3,
  cells: 0,
  episodes: 0,
  duplicates: 0,
  violations: {},
}

test.each<[string, Partial<LedgerTotals>, boolean, boolean]>([
  ['what was sent is there', {}, true, true],
  ['one is missing', {messages: 7}, true, false],
  ['one is there twice', {messages: 8, duplicates: 1}, true, false],
  ['the order was wrong', {violations: {'timestamp-order': 1}}, true, false],
  ['a flush is missing', {violations: {unflushed: 1}}, true, false],
  ['a flush was not asked for', {violations: {unflushed: 1}}, false, true],
])('%s', (_, differing, flushed, equal) => {
  expect(compareLedger({...totals, ...differing}, books, flushed).equal).toBe(equal)
})
