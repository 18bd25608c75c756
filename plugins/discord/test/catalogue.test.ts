import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'

// The edge cases of Discord's exports are numbered 1 to 85; a test that shows one begins its title with the number.
const CASES = 85

it('every edge case of the catalogue has a test', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const source = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  const shown = new Set([...source.matchAll(/['"`]#(\d+) /g)].map((match) => Number(match[1])))
  const missing = Array.from({length: CASES}, (_, index) => index + 1).filter((number) => !shown.has(number))
  expect(missing).toEqual([])
})
