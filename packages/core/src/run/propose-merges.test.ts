import {expect, it, test} from 'vitest'
import type {ListedPerson} from './list-people.js'
import {proposeMerges} from './propose-merges.js'

const person = (native: string, name: string, change: Partial<ListedPerson> = {}): ListedPerson => ({
  source: native.split('-')[0]!,
  native,
  id: native,
  name,
  bot: false,
  messages: 1,
  ...change,
})

test.each<[string, ListedPerson[], [string, string, string[]][]]>([
  ['nobody', [], []],
  ['people who share nothing', [person('a-1', 'Ann'), person('b-1', 'Bob')], []],
  [
    'one e-mail, however it is written',
    [
      person('a-1', 'Ann', {email: 'Ann@Example.com'}),
      person('b-1', 'A. Lee', {email: 'ann@example.com', messages: 9}),
    ],
    [['e-mail', 'Ann@Example.com', ['b-1', 'a-1']]],
  ],
  [
    'one name, however it is written',
    [person('a-1', 'Ann  Lee'), person('b-1', 'ＡＮＮ lee')],
    [['name', 'Ann  Lee', ['a-1', 'b-1']]],
  ],
  [
    'both, told once',
    [person('a-1', 'Ann', {email: 'a@b.c'}), person('b-1', 'Ann', {email: 'a@b.c'})],
    [['e-mail', 'a@b.c', ['a-1', 'b-1']]],
  ],
  [
    'a third of the same name',
    [person('a-1', 'Ann', {email: 'a@b.c'}), person('b-1', 'Ann', {email: 'a@b.c'}), person('c-1', 'Ann')],
    [
      ['e-mail', 'a@b.c', ['a-1', 'b-1']],
      ['name', 'Ann', ['a-1', 'b-1', 'c-1']],
    ],
  ],
  ['a bot and a person', [person('a-1', 'Ann'), person('b-1', 'Ann', {bot: true})], []],
  ['one already', [person('a-1', 'Ann', {id: 'ann'}), person('b-1', 'Ann', {id: 'ann'})], []],
  ['without a name', [person('a-1', ' '), person('b-1', '')], []],
])('%s', (_, people, expected) => {
  expect(proposeMerges(people).map((one) => [one.by, one.shared, one.people.map(({native}) => native)])).toEqual(
    expected,
  )
})

it('leaves the list in its order', () => {
  const people = [person('a-1', 'Ann'), person('b-1', 'Ann', {messages: 9})]
  proposeMerges(people)
  expect(people.map(({native}) => native)).toEqual(['a-1', 'b-1'])
})
