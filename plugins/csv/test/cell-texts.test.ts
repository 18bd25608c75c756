import fc from 'fast-check'
import {expect, it} from 'vitest'
import {CellTexts} from '../src/physical/cell-texts.js'

function read(texts: CellTexts, cell: string, column = 0): string {
  const bytes = Buffer.from(`,${cell},`)
  return texts.read(column, bytes, 1, bytes.length - 1, /^[\0-\x7f]*$/.test(cell), '')
}

it('gives each cell its text, whatever stood in the column before', () => {
  const cell = fc.oneof(
    fc.integer({min: 0, max: 2000}).map((n) => `room-${n}`),
    fc.constantFrom('', 'a', 'aa', 'नेहा', '😀', 'x'.repeat(32), 'x'.repeat(33)),
    fc.string({unit: 'binary', maxLength: 40}).map((text) => text.replace(/\p{Surrogate}/gu, '')),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.integer({min: 0, max: 2})), {maxLength: 1500}), (cells) => {
      const texts = new CellTexts()
      for (const [cell, column] of cells) expect(read(texts, cell, column)).toBe(cell)
    }),
    {numRuns: 50},
  )
})

it('gives it also in a column whose cells do not repeat', () => {
  const texts = new CellTexts()
  for (let n = 0; n < 3000; n += 1) expect(read(texts, `m${n}`)).toBe(`m${n}`)
})
