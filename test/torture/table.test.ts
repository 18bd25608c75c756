import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {addUp} from '../faults/judge.js'
import {APIS} from './apis.js'
import {table} from './table.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

describe('the table of pnpm torture', () => {
  const [head, , ...rows] = table(APIS.map(({name}) => ({name, verdict: {...addUp([]), messages: 12_345}}))).split('\n')

  it('has a row for each API, and figures that can be read', () => {
    expect(rows.map((row) => cellsOf(row)[0])).toEqual(APIS.map(({name}) => name))
    expect(rows[0]).toContain('12,345')
  })

  it('stands in the README, of a run in which nothing went wrong', () => {
    const lines = readme.split('\n')
    const start = lines.findIndex((line) => cellsOf(line).join() === cellsOf(head!).join())
    const found = lines.slice(start + 2, start + 2 + APIS.length).map(cellsOf)
    expect(found.map(([name]) => name)).toEqual(APIS.map(({name}) => name))
    for (const [, kills, faults, messages, ...wrong] of found) {
      for (const done of [kills, faults, messages]) expect(Number(done!.replaceAll(',', ''))).toBeGreaterThan(0)
      expect(wrong.every((count) => count === '0')).toBe(true)
    }
  })
})
