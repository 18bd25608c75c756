import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {pathOrder} from './path-order.js'

describe('pathOrder', () => {
  it('agrees with the order of the UTF-8 bytes', () => {
    const text = fc.string({
      unit: fc.constantFrom('/', 'a', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}'),
      maxLength: 5,
    })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(pathOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })
})
