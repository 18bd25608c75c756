import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {SPARE} from './byte-steps.js'
import {fieldTree, keepFields} from './field-tree.js'
import {ObjectReader} from './object-reader.js'

const FIELDS = ['id', 'author.id', 'author.name', 'author.roles.id']

function readAll(objects: readonly unknown[], indent = 0): unknown[] {
  const reader = new ObjectReader(fieldTree(FIELDS), false)
  return objects.map((object) => {
    const json = JSON.stringify(object, null, indent)
    expect(reader.read(Buffer.concat([Buffer.from(json), Buffer.alloc(SPARE)]), 0)).toBe(Buffer.byteLength(json))
    return reader.value
  })
}

const author = (name: string, more: object = {}) => ({
  author: {id: '134567890123456789', name, ...more, avatarUrl: 'https://cdn.example/avatars/0123456789abcdef.png'},
})

describe('RecentObjects', () => {
  it('gives one object for the same bytes', () => {
    const [first, second] = readAll([author('ann'), author('ann')]) as ReturnType<typeof author>[]
    expect(second).toEqual({author: {id: '134567890123456789', name: 'ann'}})
    expect(second!.author).toBe(first!.author)
  })

  it.each([
    ['a letter', author('anne'), author('anna')],
    ['something in a field that is wanted of it', author('ann', {roles: [{id: 1}]}), author('ann', {roles: [{id: 2}]})],
    ['only a part of it', author('ann', {a: 1}), author('ann')],
    ['only what comes last', author('ann', {z: 'x'.repeat(70)}), author('ann', {z: `${'x'.repeat(69)}y`})],
  ])('gives another object where %s differs', (_name, one, other) => {
    const [first, second, third] = readAll([one, other, one])
    expect([first, second, third]).toEqual([one, other, one].map((object) => keepFields(object, fieldTree(FIELDS))))
  })

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('knows a few dozen people whose ids differ a little, indented by %i', (indent) => {
    const people = Array.from({length: 40}, (_, i) => ({
      author: {id: String(200000000000000 + i), name: 'x'.repeat(60)},
    }))
    const read = readAll([...people, ...people], indent) as typeof people
    const known = people.filter((_, i) => read[i]!.author === read[i + people.length]!.author)
    expect(known.length).toBeGreaterThan(25)
  })

  it('stops remembering what does not repeat', () => {
    const all = Array.from({length: 2000}, (_, i) => author(`name ${i}`))
    expect(readAll([...all, all[0], all[0]])).toEqual(
      [...all, all[0], all[0]].map((object) => keepFields(object, fieldTree(FIELDS))),
    )
  })

  it('gives what is there, whatever came before', () => {
    const id = fc.constantFrom('1', '134567890123456789', '134567890123456788', 'é', '😀', '"')
    const person = fc.record({
      id,
      name: id,
      roles: fc.array(fc.record({id}), {maxLength: 2}),
      color: fc.constantFrom('#000000', '#000001', null),
    })
    fc.assert(
      fc.property(
        fc.array(fc.record({id: fc.nat(9), author: fc.option(person)}), {maxLength: 40}),
        fc.constantFrom(0, 2),
        (messages, indent) => {
          expect(readAll(messages, indent)).toEqual(messages.map((one) => keepFields(one, fieldTree(FIELDS))))
        },
      ),
    )
  })
})
