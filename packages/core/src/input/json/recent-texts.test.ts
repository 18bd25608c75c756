import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {RecentTexts} from './recent-texts.js'

const read = (recent: RecentTexts, text: string) => {
  const bytes = Buffer.from(`"${text}"`)
  return recent.read(bytes, 1, bytes.length - 1)
}

describe('RecentTexts', () => {
  it('gives every text, whichever came before and however many', () => {
    const texts = fc.array(fc.string({unit: fc.constantFrom('a', 'b', '1', '2'), maxLength: 40}), {maxLength: 2000})
    fc.assert(
      fc.property(texts, (drawn) => {
        const recent = new RecentTexts()
        expect(drawn.map((text) => read(recent, text))).toEqual(drawn)
      }),
      {numRuns: 20},
    )
  })

  it('gives up on texts that do not repeat, and is still right', () => {
    const recent = new RecentTexts()
    for (let i = 0; i < 5000; i++) expect(read(recent, `user${i}`)).toBe(`user${i}`)
    for (let i = 0; i < 5000; i++) expect(read(recent, `user${i % 3}`)).toBe(`user${i % 3}`)
  })
})
