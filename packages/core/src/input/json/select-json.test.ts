import {describe, expect, it} from 'vitest'
import type {JsonMatch} from './json-match.js'
import type {JsonSelection} from './json-selection.js'
import {type SelectJsonOptions, selectJson} from './select-json.js'

/** Gives the bytes in pieces of one buffer that is overwritten each time, as readers of files do. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size)
    buffer.fill(0x22)
    buffer.set(piece)
    yield buffer.subarray(0, piece.length)
  }
}

async function select(
  document: string | Uint8Array,
  selections: readonly (string | JsonSelection)[],
  {size = 64, ...options}: SelectJsonOptions & {size?: number} = {},
): Promise<JsonMatch[]> {
  const bytes = typeof document === 'string' ? Buffer.from(document) : document
  const wanted = selections.map((one) => (typeof one === 'string' ? {path: one} : one))
  const matches: JsonMatch[] = []
  for await (const batch of selectJson(inPieces(bytes, size), wanted, options)) {
    expect(batch.length).toBeGreaterThan(0)
    matches.push(...batch)
  }
  return matches
}

/** Each value, or `!` and the kind of fault. */
const brief = (matches: readonly JsonMatch[]) =>
  matches.map((match) => (match.error === undefined ? match.value : `!${match.error}`))

const SIZES = [1, 2, 3, 5, 7, 16, 200, 100_000]

/** The same answer for every size of pieces and windows. */
async function selectAlike(document: string | Uint8Array, selections: readonly (string | JsonSelection)[]) {
  const [first, ...others] = await Promise.all(SIZES.map((size) => select(document, selections, {size, window: size})))
  for (const other of others) expect(other).toEqual(first)
  return first!
}

describe('selectJson', () => {
  it.each<[string, string, (string | JsonSelection)[], unknown[]]>([
    ['elements of an array', '{"name":"x","messages":[{"id":1},{"id":2}],"z":0}', ['messages[]'], [{id: 1}, {id: 2}]],
    ['elements of a root array', ' [1, "a", null, [2], {}] ', ['[]'], [1, 'a', null, [2], {}]],
    [
      'elements below elements',
      '{"chats":{"list":[{"messages":[1,2]},{},{"messages":[3]}]}}',
      ['chats.list[].messages[]'],
      [1, 2, 3],
    ],
    ['members below elements', '{"a":[{"name":"x"},{"id":1},{"name":null}]}', ['a[].name'], ['x', null]],
    ['members of any key', '{"a":[1,2],"b":{"c":3},"d":[4]}', ['*[]'], [1, 2, 4]],
    ['any key and one by name', '{"a":1,"b":2}', ['*', 'b'], [1, 2, 2]],
    ['the whole document', ' {"a":1} ', [''], [{a: 1}]],
    ['a whole document that is a number', '12.5', [''], [12.5]],
    ['a whole document that is a number, with space', ' -0 ', [''], [-0]],
    ['nothing that is not there', '{"a":1}', ['b[]', 'a.c', 'a[]'], []],
    ['nothing of the wrong kind', '{"messages":{"0":1}}', ['messages[]'], []],
    ['nothing of empty containers', '{"messages":[ ],"more":{ }}', ['messages[]', 'more.*'], []],
    ['in document order', '{"b":[1],"a":[2],"b2":[3]}', ['a[]', 'b2[]', 'b[]'], [1, 2, 3]],
    ['both arrays of a key that occurs twice', '{"a":[1],"a":[2]}', ['a[]'], [1, 2]],
    ['values inside selected values', '{"a":[{"n":1,"b":[5,6]}]}', ['a[]', 'a[].b[]'], [{n: 1, b: [5, 6]}, 5, 6]],
    ['keys with escapes', '{"m\\u0065ssages":[1]}', ['messages[]'], [1]],
    ['keys beyond ASCII', '{"имя":{"😀":1}}', ['имя.😀'], [1]],
    [
      'keys that every object has',
      '{"constructor":1,"toString":2,"__proto__":[3]}',
      ['constructor', '__proto__[]'],
      [1, 3],
    ],
    [
      'fields only',
      '[{"id":1,"x":{"id":2},"text":"t"},5,[6]]',
      [{path: '[]', fields: ['text', 'id', 'none']}],
      [{text: 't', id: 1}, 5, [6]],
    ],
    ['the last of two equal keys', '[{"id":1,"id":2}]', ['[]', {path: '[]', fields: ['id']}], [{id: 2}, {id: 2}]],
    [
      'two views of the same elements',
      '[{"a":1,"b":2}]',
      [
        {path: '[]', fields: ['a']},
        {path: '[]', fields: ['b']},
      ],
      [{a: 1}, {b: 2}],
    ],
    [
      'numbers as JSON.parse reads them',
      '[1234567890123456789,1e400,-0]',
      ['[]'],
      [1234567890123456800, Number.POSITIVE_INFINITY, -0],
    ],
    [
      'long integers exactly',
      '[1234567890123456789,{"a":[-9007199254740993]},12]',
      [{path: '[]', exactIntegers: true}],
      ['1234567890123456789', {a: ['-9007199254740993']}, 12],
    ],
    ['lone surrogates', '["\\ud83d","\\ude00\\ud83d"]', ['[]'], ['\ud83d', '\ude00\ud83d']],
    ['a byte order mark', '\ufeff[1]', ['[]'], [1]],
    [
      'separators that occur in texts',
      '[{"t":"},{\\"t\\":"},{"t":"},{"},{"t":"]"}]',
      ['[]'],
      [{t: '},{"t":'}, {t: '},{'}, {t: ']'}],
    ],
  ])('gives %s', async (_name, document, selections, values) => {
    expect(brief(await selectAlike(document, selections))).toEqual(values)
  })

  it('tells where each value stands', async () => {
    expect(await selectAlike('{"é":[ {"a":1}, 2 ], "b": 3}', ['é[]', 'é[].a', 'b'])).toEqual([
      {selection: 0, path: ['é', 0], value: {a: 1}, byte: 8},
      {selection: 1, path: ['é', 0, 'a'], value: 1, byte: 13},
      {selection: 0, path: ['é', 1], value: 2, byte: 17},
      {selection: 2, path: ['b'], value: 3, byte: 27},
    ])
  })

  it('does not change a prototype', async () => {
    const document = '[{"__proto__":{"polluted":1},"a":2}]'
    for (const selection of [{path: '[]'}, {path: '[]', fields: ['__proto__', 'a']}]) {
      const [match] = await selectAlike(document, [selection])
      expect(JSON.stringify((match as {value: unknown}).value)).toBe('{"__proto__":{"polluted":1},"a":2}')
      expect(Object.getPrototypeOf((match as {value: unknown}).value)).toBe(Object.prototype)
    }
    expect('polluted' in {}).toBe(false)
  })

  it('replaces invalid UTF-8', async () => {
    const document = Buffer.concat([
      Buffer.from('["a'),
      Buffer.from([0xff, 0xe2, 0x82]),
      Buffer.from('b", "'),
      Buffer.from([0xc3]),
      Buffer.from('"]'),
    ])
    expect(brief(await selectAlike(document, ['[]']))).toEqual(['a\ufffd\ufffdb', '\ufffd'])
  })

  it('gives a few hundred at a time and all of them', async () => {
    const document = JSON.stringify(Array.from({length: 2000}, (_, id) => ({id})))
    let next = 0
    for await (const batch of selectJson(inPieces(Buffer.from(document), 1_000_000), [{path: '[]'}])) {
      expect(batch.length).toBeLessThanOrEqual(256)
      for (const match of batch) expect(match).toMatchObject({path: [next], value: {id: next++}})
    }
    expect(next).toBe(2000)
  })

  it('ends the reading when nobody wants more', async () => {
    let closed = false
    async function* chunks() {
      try {
        for (;;) yield Buffer.from('[[1],[2],')
      } finally {
        closed = true
      }
    }
    for await (const _batch of selectJson(chunks(), [{path: '[]'}])) break
    expect(closed).toBe(true)
  })

  it('hands on what reading throws, after what was read before', async () => {
    async function* chunks() {
      yield Buffer.from('[1,2,')
      throw new Error('damaged')
    }
    const read = selectJson(chunks(), [{path: '[]'}])
    expect(brief((await read.next()).value as JsonMatch[])).toEqual([1, 2])
    await expect(read.next()).rejects.toThrow('damaged')
  })
})

describe('a document that is cut off', () => {
  it.each<[string, unknown[]]>([
    ['', []],
    [' \n', []],
    ['\ufeff', []],
    ['{', []],
    ['{"messages"', []],
    ['{"messages":[', []],
    ['{"messages":[{"id":1}', [{id: 1}]],
    ['{"messages":[{"id":1},', [{id: 1}]],
    ['{"messages":[{"id":1},{"id":2', [{id: 1}]],
    ['{"messages":[{"id":1},{"id":2,"t":"a\\', [{id: 1}]],
    ['{"messages":["a","b', ['a']],
    ['{"messages":[1, 23', [1]],
    ['{"messages":[1, tru', [1]],
    ['{"messages":[1]', [1]],
    ['{"messages":[1],"x":{"y":[', [1]],
  ])('gives what is complete of %j', async (document, values) => {
    const matches = await selectAlike(document, ['messages[]'])
    expect(brief(matches)).toEqual([...values, '!truncated'])
    expect(matches.at(-1)).toMatchObject({byte: Buffer.byteLength(document)})
  })

  it('tells what it was reading', async () => {
    expect(await selectAlike('{"a":[{"b":[1,{"c":', ['a[].b[]'])).toEqual([
      {selection: 0, path: ['a', 0, 'b', 0], value: 1, byte: 12},
      {error: 'truncated', message: 'the document ends too early', byte: 19, path: ['a', 0, 'b', 1]},
    ])
    expect(await selectAlike('', ['a'])).toEqual([
      {error: 'truncated', message: 'the document is empty', byte: 0, path: []},
    ])
  })

  it('does not give a number that may go on', async () => {
    expect(brief(await selectAlike('{"a": 12', ['a']))).toEqual(['!truncated'])
    expect(brief(await selectAlike('{"a": "12"', ['a']))).toEqual(['12', '!truncated'])
    expect(brief(await selectAlike('{"a": 12', ['b']))).toEqual(['!truncated'])
  })

  it('gives what is complete inside a selected value that is not', async () => {
    expect(brief(await selectAlike('[{"a":[1,2', ['[]', '[].a[]']))).toEqual([1, '!truncated'])
  })
})

describe('a document with faults', () => {
  const BAD = '!bad-value'
  const END = '!truncated'
  it.each<[string, string, unknown[]]>([
    ['an element that is not JSON', '[1,tru,2]', [1, BAD, 2]],
    ['an element that JSON does not know', '[1,NaN,2]', [1, BAD, 2]],
    ['a number with a leading zero', '[01,2]', [BAD, 2]],
    ['a control character in a string', '["a\tb","c"]', [BAD, 'c']],
    ['a line break in a string', '[{"t":"a\nb"},{"t":"c"}]', [BAD, {t: 'c'}]],
    ['an unknown escape', '["\\x41","b"]', [BAD, 'b']],
    ['several bad elements', '[x,y,{"a":z},1]', [BAD, BAD, BAD, 1]],
    ['a member without value', '[{"a":},{"a":1}]', [BAD, {a: 1}]],
    ['a member without colon', '[{"a" 1},{"a":1}]', [BAD, {a: 1}]],
    ['a key without quotes', '[{a:1},{"a":1}]', [BAD, {a: 1}]],
    ['a comma too many inside', '[{"a":1,},{"a":1}]', [BAD, {a: 1}]],
    ['a comma too many between', '[1,,2]', [1, BAD, 2]],
    ['a comma too many at the end', '[1,2,]', [1, 2, BAD]],
    ['a comma missing between', '[{"a":1}{"a":2} 3]', [{a: 1}, BAD, {a: 2}, BAD, 3]],
    ['a closer of the wrong kind', '[{"a":[1,2},{"a":3}]', [BAD, {a: 3}]],
    ['a closer too many', '[{"a":1]},{"a":2}]', [BAD, {a: 2}]],
    ['a closer too many behind', '[{"a":1}},{"a":2}]', [{a: 1}, BAD, {a: 2}]],
    ['a closer missing', '[{"a":1,{"a":2},{"a":3}]', [BAD, {a: 2}, {a: 3}]],
    ['a quote missing, on lines', '[\n {\n  "a": "b,\n  "c": 1\n },\n {\n  "a": "d"\n }\n]', [BAD, {a: 'd'}]],
    ['a closer missing, on lines', '[\n {\n  "a": [1\n },\n {\n  "a": "d"\n }\n]', [BAD, {a: 'd'}]],
    ['everything missing, on lines', '[\n {\n  "a": [{"x\n {\n  "a": "d"\n }\n]', [BAD, {a: 'd'}]],
    ['a quote missing, a line each', '[\n{"a":"b},\n{"a":"c"},\n{"a":"d"}\n]', [BAD, {a: 'c'}, {a: 'd'}]],
    ['the last element bad, on lines', '[\n {\n  "a": "b\n]', [BAD]],
    ['something behind the end', '[1] [2]', [1, BAD]],
    ['an end too many', '[1]]', [1, BAD]],
    ['no JSON at all', '<html>', [BAD]],
    ['a table', 'name,text\na,b', [BAD]],
    ['a bad element and then no end', '[x,1', [BAD, END]],
    ['a bad element at the end', '[1,{"a":x}', [1, BAD, END]],
  ])('tells %s and goes on', async (_name, document, values) => {
    expect(brief(await selectAlike(document, ['[]']))).toEqual(values)
  })

  it.each<[string, string, unknown[]]>([
    ['in a value beside', '{"x":tru,"a":[1]}', [1]],
    ['in a container beside', '{"x":[1,2},"a":[1]}', [1]],
    ['instead of a value beside', '{"x":,"a":[1]}', [BAD, 1]],
    ['instead of a key', '{x:1,"a":[1]}', [BAD, 1]],
    ['instead of a member', '{,"a":[1]}', [BAD, 1]],
    ['instead of the last member', '{"a":[1],}', [1, BAD]],
    ['between key and value', '{"x" 1,"a":[1]}', [BAD, 1]],
    ['between members', '{"x":1 "a":[1]}', [BAD, 1]],
    ['behind a member', '{"x":1 2 ] {},"a":[1]}', [BAD, 1]],
    ['in a key', '{"\\x":1,"a":[1]}', [BAD, 1]],
  ])('goes on in an object after a fault %s', async (_name, document, values) => {
    expect(brief(await selectAlike(document, ['a[]']))).toEqual(values)
  })

  it('tells where and what', async () => {
    expect(await selectAlike('{"a":[1, {"b":tru}, 2]}', ['a[]'])).toEqual([
      {selection: 0, path: ['a', 0], value: 1, byte: 6},
      {error: 'bad-value', message: 'expected a value', byte: 9, path: ['a', 1]},
      {selection: 0, path: ['a', 2], value: 2, byte: 20},
    ])
    expect(await selectAlike('{"a":[1 2]}', ['a[]'])).toEqual([
      {selection: 0, path: ['a', 0], value: 1, byte: 6},
      {error: 'bad-value', message: 'expected "," or "]"', byte: 8, path: ['a']},
      {selection: 0, path: ['a', 1], value: 2, byte: 8},
    ])
    expect(await selectAlike(Buffer.from('\ufeff[1]', 'utf16le'), ['[]'])).toEqual([
      {error: 'bad-value', message: 'this is UTF-16 text, not UTF-8', byte: 0, path: []},
    ])
  })

  it('makes numbers of texts of digits, however an object is read', async () => {
    const selection = {path: '[]', fields: ['id', 'unix', 'date'], digits: {unix: 'date'}}
    const objects = ['{"date":"d","unix":"12","id":1}', '{"date":"d","unix":"12x","id":2}', '{"date":"d","id":3}']
    const plain = await selectAlike(`[${objects.join()}]`, [selection])
    expect(brief(plain)).toEqual([
      {unix: 12, id: 1},
      {date: 'd', unix: '12x', id: 2},
      {date: 'd', id: 3},
    ])
    const escaped = `[${objects.join().replaceAll('"id"', '"i\\u0064"')}]`
    expect(brief(await selectAlike(escaped, [selection]))).toEqual(brief(plain))
  })

  it('steps over a value that is longer than the limit and holds no more than that', async () => {
    const long = 'x'.repeat(5000)
    const document = `[1,{"long":"${long}"},"${long}",2]`
    for (const size of SIZES) {
      const matches = await select(document, ['[]'], {size, window: size, limit: 1000})
      expect(brief(matches)).toEqual([1, BAD, BAD, 2])
      expect(matches[1]).toMatchObject({message: 'the value is longer than 1000 bytes', byte: 3, path: [1]})
    }
    expect(brief(await select(`{"a":{"b":"${long}","c":1}}`, ['a', 'a.c'], {limit: 1000}))).toEqual([BAD, 1])
    expect(brief(await select(`{"${long}":1,"b":2}`, ['b'], {limit: 1000}))).toEqual([BAD, 2])
  })
})
