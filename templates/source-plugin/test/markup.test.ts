import {expect, it} from 'vitest'
import {plainText} from '../src/markup.js'

const nameOf = (id: string) => new Map([['bob', 'Bob']]).get(id)

it.each([
  ['a *strong* word', 'a strong word'],
  ['a _soft_ word', 'a soft word'],
  ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
  ['ask @bob', 'ask @Bob'],
  ['ask @nobody', 'ask @nobody'],
  ['bob@example.org', 'bob@example.org'],
  ['see [the guide](https://example.org/a)', 'see the guide (https://example.org/a)'],
  ['[not a link] (really)', '[not a link] (really)'],
  ['', ''],
])('%j reads %j', (markup, text) => {
  expect(plainText(markup, nameOf)).toBe(text)
})
