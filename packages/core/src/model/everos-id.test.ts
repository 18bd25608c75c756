import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {everosId, joinsPlainly} from './everos-id.js'

describe('everosId', () => {
  it.each([
    [['slack', 'C024BE91L'], 'slack-C024BE91L'],
    [['slack', 'C1', '1433860261.000003'], 'slack-C1-1433860261.000003'],
  ])('keeps ids that fit: %j', (parts, id) => {
    expect(everosId(...parts)).toBe(id)
  })

  it.each([[['slack', 'Zoë Müller']], [['gen_x']], [['..']], [['telegram', '你好']], [['x'.repeat(200)]], [['']]])(
    'makes a safe id of %j, the same each time',
    (parts) => {
      const id = everosId(...parts)
      expect(id).toMatch(/^(?!gen_)[A-Za-z0-9_.@+-]{1,128}$/)
      expect(everosId(...parts)).toBe(id)
    },
  )

  it('keeps different names apart', () => {
    expect(everosId('a', 'Zoë')).not.toBe(everosId('a', 'Zoe'))
    expect(everosId('a', 'b c')).not.toBe(everosId('a b', 'c'))
  })

  it('fits every server for any input', () => {
    fc.assert(
      fc.property(fc.array(fc.string({unit: 'binary'}), {minLength: 1, maxLength: 4}), (parts) => {
        const id = everosId(...parts)
        return /^[A-Za-z0-9_.@+-]{1,128}$/.test(id) && !id.startsWith('gen_') && id !== '.' && id !== '..'
      }),
    )
  })
})

describe('joinsPlainly', () => {
  it('tells when two parts only need a hyphen between', () => {
    const part = fc.oneof(fc.string(), fc.stringMatching(/^[\w.@+-]{0,130}$/))
    fc.assert(
      fc.property(part, part, (first, second) => {
        const id = everosId(first)
        expect(joinsPlainly(id, second)).toBe(everosId(id, second) === `${id}-${second}`)
      }),
    )
  })
})
