import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Dialect} from '../src/physical/dialect.js'
import {type BrokenLine, createRowParser, MAX_ROW_BYTES, type Row} from '../src/physical/row-parser.js'

const COMMA: Dialect = {delimiter: ',', quoting: 'double', terminator: 'lf'}

async function parse(text: string, dialect: Partial<Dialect> = {}, width?: number, step = Infinity) {
  const parser = createRowParser({...COMMA, ...dialect}, width)
  const rows: (Row | BrokenLine)[] = []
  const characters = step === Infinity ? [text] : Array.from(text)
  for (let at = 0; at < characters.length; at += step)
    rows.push(...parser.write(characters.slice(at, at + step).join('')))
  return [...rows, ...(await parser.end())]
}

const brief = (rows: readonly (Row | BrokenLine)[]) => rows.map(({line, cells}) => [line, cells])

describe('createRowParser', () => {
  it.each([
    [
      'a stray quote and a later line of the usual width',
      't,s,m\n1,Ada,"Hello" he said\n2,Bob,"x, y"\n3,C,"a\nb"\n4,D,e',
      [1, 2, 3, 4, 6],
    ],
    ['a quote that is never closed before quoted rows', 't,s,m\n1,Ada,"never\n2,Bob,"x, y"\n3,C,d', [1, 2, 3, 4]],
    ['quotes inside that span lines', 't,s,m\n1,Ada,"he "said" it\nand "more" of it"\n2,B,c', [1, 2, 4]],
    ['blank lines', 'a,b,c\n\n1,2,3\n', [1, 2, 3]],
    ['no line end at the end', 'a,b,c\n1,2,3', [1, 2]],
  ])('numbers physical lines with %s, in pieces of any size', async (_, text, lines) => {
    for (const step of [1, 2, 3, 7, Infinity]) {
      expect((await parse(text, {}, 3, step)).map(({line}) => line)).toEqual(lines)
    }
  })

  it('takes quotes of a line for text when only that gives a usual row', async () => {
    const rows = await parse('t,s,m\n1,Ada,"Hello" he said\n2,Bob,ok\n', {}, 3)
    expect(rows[1]).toEqual({line: 2, cells: ['1', 'Ada', '"Hello" he said'], repaired: true})
  })

  it('counts comments as lines and gives none of them', async () => {
    expect(brief(await parse('#x\n# "y\na,b\n# z\n1,#2\n', {comment: '#'}, 2))).toEqual([
      [3, ['a', 'b']],
      [5, ['1', '#2']],
    ])
  })

  it.each([
    ['single', "1,'a, ''b'''\n", ['1', "a, 'b'"]],
    ['backslash', '1,"a \\"b\\", c"\n', ['1', 'a "b", c']],
    ['none', '1,"a"\n', ['1', '"a"']],
  ] as const)('reads cells in %s quotes', async (quoting, text, cells) => {
    expect(brief(await parse(text, {quoting}))).toEqual([[1, cells]])
  })

  it('gives up a line that never ends, once, and goes on behind it', async () => {
    const huge = 'x'.repeat(MAX_ROW_BYTES + 100_000)
    const rows = await parse(`a,b\n1,${huge}${huge}\n2,c\n`, {}, 2, 64 * 1024)
    expect(rows.map(({line, cells}) => [line, cells?.join()])).toEqual([
      [1, 'a,b'],
      [2, undefined],
      [3, '2,c'],
    ])
  })

  it('spends no more than a glance on each of many broken lines', async () => {
    const lines = Array.from({length: 3000}, (_, n) => `${n},Ada,"never closed ${n}`)
    const rows = await parse(`t,s,m\n${lines.join('\n')}\n`, {}, 3)
    expect(rows).toHaveLength(3001)
    expect(rows.slice(1).every(({cells}) => cells === undefined)).toBe(true)
  })

  const cell = fc.string({unit: fc.constantFrom('a', ' ', ',', ';', '"', '\n', '\r\n', 'ü', '😀', '\\', "'")})
  const table = fc
    .integer({min: 1, max: 4})
    .chain((width) => fc.array(fc.array(cell, {minLength: width, maxLength: width}), {minLength: 1}))

  it('gives back every table that was written by the book, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({min: 1, max: 20}), fc.constantFrom('\n', '\r\n'), async (rows, step, end) => {
        const text = rows
          .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + end)
          .join('')
        const parsed = await parse(text, {}, rows[0]?.length, step)
        expect(parsed.map(({cells}) => cells)).toEqual(rows)
      }),
      {numRuns: 300},
    )
  })

  it('accounts for every line of wild input, in order', async () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\\', ' ', '""', '\n1,2,3\n'),
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(
        wild,
        fc.integer({min: 1, max: 50}),
        fc.constantFrom('double', 'backslash', 'single', 'none'),
        async (text, step, quoting) => {
          const lines = (await parse(text, {quoting} as Partial<Dialect>, 3, step)).map(({line}) => line)
          const last = text.split('\n').length
          expect(lines.every((line, at) => line >= 1 && line <= last && line > (lines[at - 1] ?? 0))).toBe(true)
        },
      ),
      {numRuns: 500},
    )
  })
})
