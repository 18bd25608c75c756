import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {COMPARISON_HEAD} from './src/benches/comparison-table.js'
import {LINEAR_HEAD} from './src/benches/linear.js'
import {GOALS_HEAD} from './src/report/markdown.js'
import {sectionOf, withSection} from './src/report/readme-section.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const cells = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

/** The tables of the performance section: title, head, rows. */
const tables = (sectionOf(readme) ?? '')
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const lines = part.split('\n')
    const [head, , ...rows] = lines.filter((line) => line.startsWith('|')).map(cells)
    return {title: lines[0]!, head: head!, rows}
  })

describe('the performance section of the README', () => {
  it('is what the bench writes: comparisons, cost by size, goals', () => {
    const heads = tables.map(({head}) => head.join())
    expect(heads.filter((head) => head === COMPARISON_HEAD.join()).length).toBeGreaterThanOrEqual(6)
    const known = [COMPARISON_HEAD, LINEAR_HEAD, GOALS_HEAD].map((head) => head.join())
    expect(heads.filter((head) => !known.includes(head))).toEqual([])
    expect(heads.at(-1)).toBe(GOALS_HEAD.join())
    expect(tables.map(({title}) => title)).toEqual([...new Set(tables.map(({title}) => title))])
  })

  it('has whole rows, everport first in every comparison, and says of every goal whether it is met', () => {
    for (const {head, rows} of tables) for (const row of rows) expect(row).toHaveLength(head.length)
    for (const {rows} of tables.filter(({head}) => head.join() === COMPARISON_HEAD.join()))
      expect(rows[0]![0]).toBe('everport convert')
    for (const row of tables.flatMap(({head, rows}) => (head.includes('goal') ? rows : [])))
      if (row.at(-2) !== '') expect(row.at(-1)).toMatch(/[✓✗]/)
  })

  it('can be written again', () => {
    const again = withSection(readme, 'New.')
    expect(sectionOf(again)).toBe('New.')
    expect(withSection(again, sectionOf(readme)!)).toBe(readme)
  })
})
