import type {LedgerTotals} from '@everport/rehearsal'
import {expect, test} from 'vitest'
import {compareLedger} from './compare-ledger.js'

const books = {sent: 8}
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

test.each<[string, Partial<LedgerTotals>, boolean]>([
  ['what was sent is there', {}, true],
  ['one is missing', {messages: 7}, false],
  ['one is there twice', {messages: 8, duplicates: 1}, false],
])('%s', (_, differing, equal) => {
  expect(compareLedger({...totals, ...differing}, [], books, true).equal).toBe(equal)
})

test.each<[string, LedgerTotals['violations'], boolean, string[]]>([
  [
    'what EverOS would take amiss is told',
    {'timestamp-order': 2, unflushed: 1},
    true,
    ['timestamp-order', 'unflushed'],
  ],
  ['flushes that nobody asked for are not missed', {'timestamp-order': 2, unflushed: 1}, false, ['timestamp-order']],
])('%s', (_, violations, flushed, kinds) => {
  const report = compareLedger({...totals, violations}, [{kind: 'timestamp-order', detail: 'late'}], books, flushed)
  expect(report.violations.map(({kind}) => kind)).toEqual(kinds)
  expect(report.violations[0]).toEqual({kind: 'timestamp-order', count: 2, example: 'late'})
})
