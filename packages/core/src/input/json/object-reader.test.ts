import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {SPARE} from './byte-steps.js'
import {type DigitFields, readDigits} from './digit-fields.js'
import {fieldTree, keepFields} from './field-tree.js'
import {ObjectReader} from './object-reader.js'

const FIELDS = ['id', 'text', 'é', '', '__proto__', 'author.id', 'author.é', 'list']

/** The value and the position behind it, or 0. */
function read(
  json: string | Buffer,
  {fields = FIELDS, exactIntegers = false, digits = {} as DigitFields, start = 0} = {},
) {
  const reader = new ObjectReader(fieldTree(fields), exactIntegers, digits)
  const end = reader.read(Buffer.concat([Buffer.from(json), Buffer.alloc(SPARE)]), start)
  return end === 0 ? 0 : {value: reader.value, end}
}

describe('ObjectReader', () => {
  it.each<[string, string]>([
    ['nothing', '{}'],
    ['no wanted field', '{"other":1}'],
    ['texts', '{"id":"a","text":"","é":"😀","more":"x"}'],
    ['texts with escapes', '{"text":"a\\"\\u00e9\\n","more":"\\"}","id":"\\\\"}'],
    ['numbers', '{"id":0,"text":12,"list":-1.5e3,"é":123456789012345678,"x":-0.1}'],
    ['a negative zero', '{"id":-0}'],
    ['literals', '{"id":null,"text":true,"list":false,"x":null}'],
    ['containers', '{"list":[1,{"a":["]"]}],"text":{"b":"}"},"x":{"y":[{"z":"]"}]}}'],
    ['empty containers', '{"list":[],"text":{},"id":[ ],"x":[],"y":{}}'],
    ['some fields of a field', '{"author":{"id":1,"name":"n","é":{"all":1}},"id":2}'],
    ['some fields of a list', '{"author":[{"id":1,"name":"n"},{},{"é":[ ]}],"id":2}'],
    ['some fields of a list that holds other things, too', '{"author":["n",{"id":1,"x":2},[{"id":1,"x":2}],null]}'],
    ['some fields of an empty list', '{"author":[ ]}'],
    ['some fields of what has none', '{"author":"n","id":1}'],
    ['the last of equal keys', '{"id":1,"author":{"id":1},"id":2,"author":{"é":2}}'],
    ['keys that objects have', '{"__proto__":{"id":1},"constructor":1}'],
    ['space everywhere', ' { "id" : 1 ,\r\n\t"x" : [ ] , "text" : "" } '.trim()],
  ])('takes an object with %s', (_name, json) => {
    const taken = read(json)
    expect(taken).toEqual({value: keepFields(JSON.parse(json), fieldTree(FIELDS)), end: Buffer.byteLength(json)})
    for (let cut = 0; cut < Buffer.byteLength(json); cut++) expect(read(Buffer.from(json).subarray(0, cut))).toBe(0)
  })

  it('gives integers beyond 2^53 as text when asked to', () => {
    expect(read('{"id":12345678901234567890,"author":{"id":9007199254740993}}', {exactIntegers: true})).toMatchObject({
      value: {id: '12345678901234567890', author: {id: '9007199254740993'}},
    })
  })

  describe('of which a text of digits says what another text says', () => {
    const how = {fields: ['id', 'unix', 'date', 'author.id'], digits: {unix: 'date'}}

    it.each<[string, string, object]>([
      ['gives the number alone', '{"date":"d","unix":"1548150361","id":1}', {unix: 1548150361, id: 1}],
      ['in any order', '{"unix":"0","date":{"a":1}}', {unix: 0}],
      ['gives both when it is a number already', '{"date":"d","unix":1.5}', {date: 'd', unix: 1.5}],
      ['gives both when the digits are none', '{"date":"d","unix":"15x"}', {date: 'd', unix: '15x'}],
      [
        'gives both when they are too many',
        `{"date":"d","unix":"${'9'.repeat(13)}"}`,
        {date: 'd', unix: '9'.repeat(13)},
      ],
      ['gives both when they begin with 0', '{"date":"d","unix":"015"}', {date: 'd', unix: '015'}],
      ['gives both when there is no text', '{"date":["d"],"unix":null}', {date: ['d'], unix: null}],
      ['gives the other one alone', '{"date":"d","author":{"id":2,"date":3}}', {date: 'd', author: {id: 2}}],
      ['believes the last of equal keys', '{"unix":"1","date":"c","unix":"x","date":"d"}', {date: 'd', unix: 'x'}],
    ])('%s', (_name, json, value) => {
      expect(read(json, how)).toEqual({value, end: json.length})
      expect(read(`{"date":"before"}${json}`, {...how, start: 17})).toEqual({value, end: json.length + 17})
    })

    it('gives what is made of the values that JSON.parse gives', () => {
      const value = fc.oneof(
        fc.constantFrom<unknown>('', '0', '12', '012', '-1', '1'.repeat(12), '1'.repeat(13), 5, null, '٣', 'é'),
      )
      const object = fc.dictionary(fc.constantFrom('id', 'unix', 'date', 'more'), value, {noNullPrototype: true})
      fc.assert(
        fc.property(fc.array(object, {minLength: 1, maxLength: 4}), (objects) => {
          const reader = new ObjectReader(fieldTree(how.fields), false, how.digits)
          for (const drawn of objects) {
            const json = JSON.stringify(drawn)
            const kept = keepFields(JSON.parse(json), fieldTree(how.fields)) as Record<string, unknown>
            readDigits(kept, how.digits)
            expect(reader.read(Buffer.concat([Buffer.from(json), Buffer.alloc(SPARE)]), 0)).toBe(
              Buffer.byteLength(json),
            )
            expect(reader.value).toEqual(kept)
          }
        }),
      )
    })
  })

  it('knows its keys among a thousand others, in any order', () => {
    const reader = new ObjectReader(fieldTree(['id', 'author.id']), false)
    const others = Array.from({length: 1000}, (_, i) => `${'x'.repeat(i % 90)}${i}`)
    for (let round = 0; round < 30; round++) {
      const start = (round * 37) % 1000
      const keys = [...others.slice(start, start + 40), 'id', ...others.slice(0, round), 'author']
      if (round % 2) keys.reverse()
      const object = Object.fromEntries(keys.map((key) => [key, key === 'author' ? {[others[round]!]: 1, id: 2} : key]))
      const json = JSON.stringify(object)
      expect(reader.read(Buffer.concat([Buffer.from(json), Buffer.alloc(SPARE)]), 0)).toBe(json.length)
      expect(reader.value).toEqual({id: 'id', author: {id: 2}})
    }
  })

  it('reads where it is told to', () => {
    expect(read('[{"id":1},{"id":2}]', {start: 10})).toEqual({value: {id: 2}, end: 18})
  })

  it.each<[string, string]>([
    ['no object', '[1]'],
    ['an escape in a key', '{"i\\u0064":1}'],
    ['a key without quotes', '{id:1}'],
    ['no colon', '{"id" 1}'],
    ['no value', '{"id":}'],
    ['a value that is none', '{"id":nul}'],
    ['a number that is none', '{"id":01}'],
    ['a number that is glued to something', '{"id":1x}'],
    ['an escape that is none', '{"text":"\\x"}'],
    ['a line break in a text', '{"text":"a\nb"}'],
    ['a line break in a text that is not wanted', '{"more":"a\nb"}'],
    ['a NUL', '{"more":[\0]}'],
    ['a container that is not wanted and closed by another bracket', '{"more":[1}}'],
    ['a comma before the end', '{"id":1,}'],
    ['something in place of a comma', '{"id":1;"text":2}'],
    ['a list that is not closed', '{"author":[{"id":1}}'],
    ['more nesting than it can count', `{"more":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('leaves %s to JSON.parse', (_name, json) => {
    expect(read(json)).toBe(0)
  })

  it('looks at what is not wanted for quotes and brackets only', () => {
    expect(read('{"id":1,"more":[,nul "x" 01],"also":1x}')).toMatchObject({value: {id: 1}})
  })

  it('gives what JSON.parse gives, or nothing, for whatever has been done to the text', () => {
    const value = fc.jsonValue({maxDepth: 3})
    const object = fc.dictionary(fc.constantFrom('id', 'text', 'é', '', '__proto__', 'author', 'more'), value, {
      noNullPrototype: true,
    })
    const damage = fc.option(fc.record({at: fc.nat(), insert: fc.constantFrom(...'"\\{}[],:0-1.eE x\n\0é')}))
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, '\t'), damage, (drawn, indent, hurt) => {
        const whole = JSON.stringify(drawn, null, indent)
        const at = hurt === null ? 0 : hurt.at % (whole.length + 1)
        const json = hurt === null ? whole : whole.slice(0, at) + hurt.insert + whole.slice(at)
        const taken = read(json)
        const parsed = tryParse(json)
        // an escape may stand in a key
        if (hurt === null && !whole.includes('\\')) expect(taken).not.toBe(0)
        if (taken !== 0 && parsed !== undefined)
          expect(taken).toEqual({value: keepFields(parsed, fieldTree(FIELDS)), end: Buffer.byteLength(json.trimEnd())})
      }),
      {numRuns: 3000},
    )
  })
})

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
