import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {quoteLongIntegers} from './exact-integers.js'

describe('quoteLongIntegers', () => {
  it.each<[string, string]>([
    ['9007199254740991', '9007199254740991'],
    ['9007199254740993', '"9007199254740993"'],
    ['-9007199254740993', '"-9007199254740993"'],
    ['[1234567890123456789,1]', '["1234567890123456789",1]'],
    ['{"a":"1234567890123456789","b":1234567890123456789}', '{"a":"1234567890123456789","b":"1234567890123456789"}'],
    ['"say \\"1234567890123456789\\\\" ', '"say \\"1234567890123456789\\\\" '],
    ['["\\\\",1234567890123456789]', '["\\\\","1234567890123456789"]'],
    ['1234567890123456789.5', '1234567890123456789.5'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['1e1234567890123456789', '1e1234567890123456789'],
    ['[01234567890123456789]', '[01234567890123456789]'],
    ['"unterminated 1234567890123456789', '"unterminated 1234567890123456789'],
  ])('makes %s %s', (text, quoted) => {
    expect(quoteLongIntegers(text)).toBe(quoted)
  })

  it('changes nothing but long integers, and keeps all their digits', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        {maxDepth: 3},
        fc.bigInt({min: -(10n ** 20n), max: 10n ** 20n}),
        fc.string(),
        fc.double({noNaN: true, min: -1e9, max: 1e9}),
        fc.array(tie('value'), {maxLength: 4}),
        fc.dictionary(fc.string(), tie('value'), {maxKeys: 4}),
      ),
    })).value
    const render = (one: unknown, long: (digits: bigint) => string): string => {
      if (typeof one === 'bigint') return Number.isSafeInteger(Number(one)) ? String(one) : long(one)
      if (Array.isArray(one)) return `[${one.map((inner) => render(inner, long)).join(', ')}]`
      if (typeof one === 'object' && one !== null)
        return `{${Object.entries(one).map(([key, inner]) => `${JSON.stringify(key)}: ${render(inner, long)}`)}}`
      return JSON.stringify(one)
    }
    fc.assert(
      fc.property(value, (one) => {
        expect(quoteLongIntegers(render(one, String))).toBe(render(one, (digits) => `"${digits}"`))
      }),
    )
  })
})
