import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {INCOMPLETE, ValueScanner} from './value-scanner.js'

/** Length of the first value of the text, scanned in pieces that are cut at the given places. */
function scan(text: string, cuts: readonly number[]): number {
  const bytes = Buffer.from(text)
  const scanner = new ValueScanner()
  scanner.begin(bytes[0]!)
  let at = 0
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    const end = scanner.scan(bytes, at, cut)
    if (end !== INCOMPLETE) return end
    at = cut
  }
  return INCOMPLETE
}

describe('ValueScanner', () => {
  it.each<[string, number]>([
    ['{} ', 2],
    ['{"a":[1,{"b":"}"}]},', 19],
    ['"a\\"b",', 6],
    ['"\\\\" ', 4],
    ['"\\\\\\"" ', 6],
    ['12]', 2],
    ['true,', 4],
    ['-1.5e3\n', 6],
    ['null}', 4],
    ['12', INCOMPLETE],
    ['"a', INCOMPLETE],
    ['"a\\', INCOMPLETE],
    ['[[]', INCOMPLETE],
    ['{"a":"]}', INCOMPLETE],
  ])('finds the end of %j at %i, wherever the text is cut', (text, end) => {
    expect(scan(text, [])).toBe(end)
    for (let cut = 0; cut <= text.length; cut++) expect(scan(text, [cut])).toBe(end)
    expect(
      scan(
        text,
        Array.from(text, (_, i) => i),
      ),
    ).toBe(end)
  })

  it('finds the end of any value, wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.nat()), (text, cuts) => {
        expect(scan(`${text},`, cuts)).toBe(Buffer.byteLength(text))
      }),
    )
  })
})
