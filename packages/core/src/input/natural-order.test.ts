import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {naturalOrder} from './natural-order.js'

describe('naturalOrder', () => {
  it.each<[string[]]>([
    [['part2', 'part10']],
    [['messages.html', 'messages2.html', 'messages10.html']],
    [['2021-03-01', '2021-03-02', '2021-10-01']],
    [['a', 'a01', 'a1', 'a01b', 'a1b', 'a2']],
    [['9', '10', '99999999999999999998', '99999999999999999999']],
    [['a', 'b', 'é', '\uffee', '😀']],
  ])('sorts %j', (sorted) => {
    expect([...sorted].reverse().sort(naturalOrder)).toEqual(sorted)
  })

  it('is a total order: only equal strings are equal', () => {
    const name = fc.string({unit: fc.constantFrom('0', '1', '2', 'a', '-', '😀', '\uffee'), maxLength: 6})
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(naturalOrder(a, b) === 0).toBe(a === b)
        expect(Math.sign(naturalOrder(a, b))).toBe(-Math.sign(naturalOrder(b, a)) + 0)
        if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0) expect(naturalOrder(a, c)).toBeLessThan(0)
      }),
    )
  })
})
