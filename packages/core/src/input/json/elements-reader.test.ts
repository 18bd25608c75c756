import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {ElementsReader} from './elements-reader.js'

const read = (text: string, fields = ['a', 'b.c']) => new ElementsReader(fields).read(Buffer.from(text))

describe('ElementsReader', () => {
  it('builds the wanted fields, and all of an element when asked', () => {
    const found = read(' [ {"a": 1, "x": [{"y": "]"}], "b": {"c": "é", "d": 2}}, {"x": null} ]\n')
    expect(found?.values).toEqual([{a: 1, b: {c: 'é'}}, {}])
    expect(found?.whole(0)).toEqual({a: 1, x: [{y: ']'}], b: {c: 'é', d: 2}})
    expect(found?.whole(1)).toEqual({x: null})
  })

  it('knows an empty array', () => {
    expect(read('[ ]')?.values).toEqual([])
  })

  it.each([
    '',
    'null',
    '{}',
    '[1]',
    '[{}, null]',
    '[{}',
    '[{},]',
    '[{} {}]',
    '[{}] []',
    '[{"a": 1]',
    '\ufeff[{}]',
    '[{"a": tru}]',
    '[{"a": 1}]\u0000',
  ])('leaves %j to others', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('reads what JSON.parse reads, one file after the other', () => {
    const reader = new ElementsReader(['a', 'b'])
    const value = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'é'), fc.jsonValue())
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(0, 2), (drawn, indent) => {
        const text = JSON.stringify(drawn, null, indent)
        const found = reader.read(Buffer.from(text))
        const parsed = JSON.parse(text) as Record<string, unknown>[]
        const picked = parsed.map((one) =>
          Object.fromEntries(Object.entries(one).filter(([key]) => 'ab'.includes(key))),
        )
        expect(found?.values).toEqual(picked)
        for (let i = 0; i < parsed.length; i++) expect(found?.whole(i)).toEqual(parsed[i])
      }),
    )
  })
})
