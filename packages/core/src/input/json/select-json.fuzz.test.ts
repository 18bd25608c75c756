import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {JsonMatch, JsonPath} from './json-match.js'
import type {JsonSelection} from './json-selection.js'
import {selectJson} from './select-json.js'

const KEYS = ['a', 'b', 'messages', 'é', '__proto__', 'constructor', '', 'a"b\\', '😀']
const TEXTS = ['', '},{', '"', '\\', '\\"]', 'é', '😀', '\ud83d', '\n', '[{"a":', '\u2028', 'x'.repeat(40)]

const json = fc.letrec<{value: unknown; records: unknown}>((tie) => ({
  value: fc.oneof(
    {maxDepth: 5},
    fc.constantFrom<unknown>(null, true, false, 0, -0, 1.5, -12e30, 1234567890123456, ...TEXTS),
    tie('records'),
    fc.array(tie('value'), {maxLength: 6}),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), {maxKeys: 5, noNullPrototype: true}),
  ),
  // the shape that exports have
  records: fc.array(
    fc.record({
      id: fc.nat(),
      text: fc.constantFrom(...TEXTS),
      more: fc.option(tie('value'), {maxDepth: 2, nil: undefined}),
    }),
    {maxLength: 12},
  ),
})).value

const step = fc.oneof(
  fc.constantFrom('[]', '.*'),
  fc.constantFrom('.a', '.b', '.messages', '.é', '.__proto__', '.id', '.more'),
)
const selection: fc.Arbitrary<JsonSelection> = fc.record(
  {
    path: fc
      .array(step, {maxLength: 5})
      .map((steps) => steps.join('').replace(/^\./, ''))
      .filter((path) => !path.includes('[].[]')),
    fields: fc.array(fc.constantFrom(...KEYS, 'id', 'text', 'a.b', 'a.messages.a', 'more.id'), {maxLength: 4}),
  },
  {requiredKeys: ['path']},
)

const style = fc.constantFrom<(value: unknown) => string>(
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 1),
  (value) => JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n'),
  (value) => `\ufeff ${JSON.stringify(value)}\n`,
  (value) =>
    JSON.stringify(value).replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
)
const sizes = fc.record({piece: fc.integer({min: 1, max: 200}), window: fc.integer({min: 1, max: 300})})

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    buffer.set(bytes.subarray(at, at + size))
    yield buffer.subarray(0, Math.min(size, bytes.length - at))
  }
}

async function select(
  bytes: Uint8Array,
  selections: readonly JsonSelection[],
  {piece, window, limit}: {piece: number; window: number; limit?: number},
): Promise<JsonMatch[]> {
  const matches: JsonMatch[] = []
  const options = limit === undefined ? {window} : {window, limit}
  for await (const batch of selectJson(inPieces(bytes, piece), selections, options)) matches.push(...batch)
  return matches
}

/** What the selections want, out of the whole document. */
function expected(root: unknown, selections: readonly JsonSelection[]) {
  const found: {selection: number; path: JsonPath; value: unknown}[] = []
  visit(
    root,
    selections.map(({path}, i) => ({selection: i, steps: path.match(/\[\]|[^.[\]]+/g) ?? []})),
    [],
  )
  return found

  function visit(value: unknown, routes: {selection: number; steps: string[]}[], path: JsonPath): void {
    for (const {selection, steps} of routes)
      if (steps.length === 0) found.push({selection, path, value: keep(value, selections[selection]?.fields)})
    const open = routes.filter(({steps}) => steps.length > 0)
    if (typeof value !== 'object' || value === null || open.length === 0) return
    for (const [key, inner] of Object.entries(value)) {
      const next = open.filter(({steps: [step]}) =>
        Array.isArray(value) ? step === '[]' : step === '*' || step === key,
      )
      visit(
        inner,
        next.map(({selection, steps}) => ({selection, steps: steps.slice(1)})),
        [...path, Array.isArray(value) ? Number(key) : key],
      )
    }
  }
}

function keep(value: unknown, fields: readonly string[] | undefined): unknown {
  if (fields === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const below = (key: string) =>
    fields.filter((field) => field.startsWith(`${key}.`)).map((field) => field.slice(key.length + 1))
  const part = (key: string, member: unknown) => {
    if (fields.includes(key)) return member
    return Array.isArray(member) ? member.map((one) => keep(one, below(key))) : keep(member, below(key))
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => fields.includes(key) || below(key).length > 0)
      .map(([key, member]) => [key, part(key, member)]),
  )
}

const plain = (matches: readonly JsonMatch[]) =>
  matches.map((match) =>
    match.error === undefined ? {selection: match.selection, path: match.path, value: match.value} : match,
  )

describe('selectJson, on wild input', () => {
  it('finds what JSON.parse and a walk over the result find, wherever the document is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        json,
        style,
        fc.array(selection, {maxLength: 3}),
        sizes,
        async (value, write, selections, size) => {
          const text = write(value)
          const bytes = Buffer.from(text)
          const matches = await select(bytes, selections, size)
          expect(plain(matches)).toEqual(expected(JSON.parse(text.replace('\ufeff', '')), selections))
          for (const match of matches) {
            // the value starts at its byte
            const start = bytes.subarray(match.byte).toString()
            const whole = JSON.stringify((match as {value: unknown}).value)
            expect(start[0]).toMatch(
              whole === undefined ? /./ : whole[0] === '{' || whole[0] === '[' ? whole[0] : /["\d\-tfn]/,
            )
          }
        },
      ),
      {numRuns: 1500},
    )
  })

  it('gives the same for damaged documents, wherever they are cut', async () => {
    const damage = fc.record({
      at: fc.nat(),
      remove: fc.nat(3),
      insert: fc.constantFrom('', '', '"', '{', '}', '[', ']', ',', ':', '\\', 'x', '\n', '\0', '\xff'),
    })
    await fc.assert(
      fc.asyncProperty(
        json,
        style,
        fc.array(selection, {minLength: 1, maxLength: 2}),
        fc.array(damage, {minLength: 1, maxLength: 3}),
        sizes,
        async (value, write, selections, damages, size) => {
          let bytes = Buffer.from(write(value))
          for (const {at, remove, insert} of damages) {
            const place = at % (bytes.length + 1)
            bytes = Buffer.concat([
              bytes.subarray(0, place),
              Buffer.from(insert, 'latin1'),
              bytes.subarray(place + remove),
            ])
          }
          const whole = await select(bytes, selections, {piece: bytes.length + 1, window: bytes.length + 1})
          expect(await select(bytes, selections, size)).toEqual(whole)
          for (const match of whole) {
            expect(match.byte).toBeGreaterThanOrEqual(0)
            expect(match.byte).toBeLessThanOrEqual(bytes.length)
          }
          expect(whole.slice(0, -1).filter((match) => match.error === 'truncated')).toEqual([])
        },
      ),
      {numRuns: 1500},
    )
  })

  it('gives every element but the damaged one of an export written on lines', async () => {
    const record = fc.record({
      id: fc.nat(),
      text: fc.constantFrom(...TEXTS),
      more: fc.array(fc.record({id: fc.nat()}), {maxLength: 3}),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, {minLength: 3, maxLength: 8}),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('"', '{', '}', '[', ']', '\\', '\n', 'remove'),
        sizes,
        async (records, which, where, insert, size) => {
          const victim = which % records.length
          const parts = records.map((one) => `  ${JSON.stringify(one, null, 2).replaceAll('\n', '\n  ')}`)
          const place = 3 + (where % (parts[victim]!.length - 6))
          const part = parts[victim]!
          parts[victim] =
            part.slice(0, place) +
            (insert === 'remove' ? '' : insert) +
            part.slice(place + (insert === 'remove' ? 1 : 0))
          let isStillJson = true
          try {
            JSON.parse(parts[victim]!)
          } catch {
            isStillJson = false
          }
          fc.pre(!isStillJson)
          const text = `{\n "messages": [\n${parts.join(',\n')}\n ],\n "last": 1\n}`
          const matches = await select(Buffer.from(text), [{path: 'messages[]'}, {path: 'last'}], size)
          const values = matches.filter((match) => match.error === undefined).map(({value}) => value)
          expect(values).toEqual(expect.arrayContaining([...records.filter((_, i) => i !== victim), 1]))
          expect(matches.some((match) => match.error === 'bad-value')).toBe(true)
        },
      ),
      {numRuns: 1000},
    )
  })

  it('gives the same for limits that values break, wherever the document is cut', async () => {
    const limit = 30
    await fc.assert(
      fc.asyncProperty(json, style, sizes, async (value, write, size) => {
        const bytes = Buffer.from(write([value, 'x'.repeat(limit), {a: 'y'.repeat(limit)}, 1]))
        const selections = [{path: '[]'}, {path: '[].a'}]
        const whole = await select(bytes, selections, {piece: bytes.length, window: bytes.length, limit})
        expect(await select(bytes, selections, {...size, limit})).toEqual(whole)
        expect(plain(whole).at(-1)).toEqual({selection: 0, path: [3], value: 1})
      }),
      {numRuns: 300},
    )
  })
})
