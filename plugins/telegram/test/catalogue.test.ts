import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, it} from 'vitest'

/** The edge cases of the format are numbered: tests name theirs, and this is the last. */
const LAST = 88

it('every number of the catalogue of edge cases stands in the title of a test', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const titles = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(folder + file, 'utf8'))
    .join('\n')
  const found = new Set([...titles.matchAll(/['"`]#(\d+) /g)].map(([, number]) => Number(number)))
  const missing = Array.from({length: LAST}, (_, i) => i + 1).filter((number) => !found.has(number))
  expect(missing).toEqual([])
})
