import {readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'

/** The catalogue of edge cases has this many entries; titles of tests begin with the number of theirs. */
const LAST = 102

test('every numbered edge case has a test', () => {
  const folder = new URL('.', import.meta.url)
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const found = new Set<number>()
  // A title, or the first column of a table whose title is '%s' or '%s %j'.
  for (const source of sources)
    for (const [, number] of source.matchAll(/(?:\(|\[)\s*['"`](\d{1,3})(?: |['"`],)/g)) found.add(Number(number))
  const missing = Array.from({length: LAST}, (_, index) => index + 1).filter((number) => !found.has(number))
  expect(missing).toEqual([])
})
