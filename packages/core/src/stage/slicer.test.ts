import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {AGENT_SLICES, type SliceLimits, V2_SLICES} from '../target/slice-limits.js'
import {estimateTokens, type SliceItem, Slicer} from './slicer.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NINE = Date.UTC(2024, 2, 1, 9)

function slices(items: readonly SliceItem[], limits: SliceLimits = V2_SLICES): [number, number][] {
  const cut: [number, number][] = []
  const slicer = new Slicer(limits, (first, last) => cut.push([first, last]))
  for (const item of items) slicer.push(item)
  slicer.end()
  return cut
}

const every = (count: number, step: number, start = NINE) =>
  Array.from({length: count}, (_, seq) => ({seq, at: start + seq * step, tokens: 10}))

describe('Slicer', () => {
  it('keeps a short conversation whole, however long it was silent', () => {
    expect(slices(every(5, 30 * HOUR))).toEqual([[0, 4]])
  })

  it('cuts a full window where the day changes', () => {
    // 09:00 to midnight are 900 minutes: message 300 is the first of the next day.
    const items = every(500, 3 * MINUTE)
    expect(slices(items)[0]).toEqual([0, 299])
  })

  it('cuts at a silence of four hours rather than at an ordinary pause', () => {
    const items = every(450, 1000).map((item) => ({
      ...item,
      at: item.at + (item.seq >= 250 ? 5 * HOUR : 0) + (item.seq >= 350 ? HOUR : 0),
    }))
    expect(slices(items)[0]).toEqual([0, 249])
  })

  it('without a silence cuts at the longest pause of the second half', () => {
    const items = every(450, 1000).map((item) => ({
      ...item,
      at: item.at + (item.seq >= 100 ? HOUR : 0) + (item.seq >= 333 ? 20 * MINUTE : 0),
    }))
    expect(slices(items)[0]).toEqual([0, 332])
  })

  it('lets a message that is larger than a slice stand alone', () => {
    const items = [10, 60_000, 10].map((tokens, seq) => ({seq, at: NINE + seq, tokens}))
    expect(slices(items)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ])
  })

  it('for a server that cuts blindly at fifty cuts before, at the longest pause of the second half', () => {
    const items = every(120, 1000).map((item) => ({...item, at: item.at + (item.seq >= 31 ? HOUR : 0)}))
    expect(slices(items, AGENT_SLICES)).toEqual([
      [0, 30],
      [31, 79],
      [80, 119],
    ])
  })

  it.each([
    ['v2', V2_SLICES],
    ['the mode agent', AGENT_SLICES],
  ])('of %s for any conversation leaves nothing out, repeats nothing and stays within the limits', (_name, limits) => {
    const item = fc.record({pause: fc.integer({min: 1, max: 40 * HOUR}), tokens: fc.integer({min: 1, max: 2000})})
    fc.assert(
      fc.property(fc.array(item, {maxLength: 1500}), (pauses) => {
        let at = NINE
        const items = pauses.map(({pause, tokens}, seq) => {
          at += pause
          return {seq, tokens, at}
        })
        let next = 0
        for (const [first, last] of slices(items, limits)) {
          expect(first).toBe(next)
          expect(last - first + 1).toBeLessThanOrEqual(limits.messages)
          const tokens = items.slice(first, last + 1).reduce((sum, part) => sum + part.tokens, 0)
          expect(tokens).toBeLessThanOrEqual(limits.tokens)
          next = last + 1
        }
        expect(next).toBe(items.length)
      }),
      {numRuns: 30},
    )
  })
})

describe('estimateTokens', () => {
  it.each([
    ['', 16],
    ['four char', 19],
    ['你好世界', 19],
  ])('%j is about %i', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens)
  })
})
