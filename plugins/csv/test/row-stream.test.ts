import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Dialect} from '../src/physical/dialect.js'
import {cutPlainRows} from '../src/physical/plain-rows.js'
import {type BrokenLine, createRowParser, type Row, type RowParser} from '../src/physical/row-parser.js'
import {createRowStream} from '../src/physical/row-stream.js'

const COMMA: Dialect = {delimiter: ',', quoting: 'double', terminator: 'lf'}
const SHARED = fileURLToPath(new URL('../../../../shared/fixtures/csv', import.meta.url))

async function read(parser: RowParser, text: string, step = Infinity): Promise<(Row | BrokenLine)[]> {
  const rows: (Row | BrokenLine)[] = []
  for (let at = 0; at < text.length; ) {
    // Whole characters: no pair of surrogates is cut in two.
    const end = at + step + (/[\uDC00-\uDFFF]/.test(text[at + step] ?? '') ? 1 : 0)
    rows.push(...parser.write(text.slice(at, end)))
    at = end
  }
  return [...rows, ...(await parser.end())]
}

/** Both ways of reading, of which one is csv-parse alone. */
async function both(text: string, dialect: Dialect, width: number | undefined, step?: number) {
  const quick = await read(createRowStream(dialect, width), text, step)
  return {quick, patient: await read(createRowParser(dialect, width), text)}
}

const dialects = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', '::'),
    quoting: fc.constantFrom('double', 'single', 'backslash', 'none'),
    terminator: fc.constantFrom('lf', 'lf', 'lf', 'cr'),
    comment: fc.constantFrom(undefined, undefined, undefined, '#'),
  })
  .map(({comment, ...dialect}): Dialect => (comment === undefined ? dialect : {...dialect, comment}) as Dialect)

/** Cells as files have them, written by the book or nearly so. */
const cells = fc
  .array(
    fc.constantFrom(
      'a',
      'Zoë',
      '😀',
      ' ',
      '"',
      '""',
      "'",
      '\\"',
      ',',
      ';',
      '\t',
      '|',
      '\n',
      '\r\n',
      '\r',
      '\uFEFF',
      '#',
      'x y',
      '::',
    ),
    {maxLength: 6},
  )
  .map((parts) => parts.join(''))
const written = fc
  .tuple(cells, fc.boolean(), fc.constantFrom('"', "'"))
  .map(([cell, quoted, quote]) => (quoted ? quote + cell.replaceAll(quote, quote + quote) + quote : cell))

describe('createRowStream', () => {
  it('gives the rows, lines and repairs that csv-parse gives, for text of any kind in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(written, {minLength: 1, maxLength: 4}), {maxLength: 12}),
        fc.array(fc.constantFrom('\n', '\r\n', '\r', '\n\n'), {minLength: 12, maxLength: 12}),
        dialects,
        fc.option(fc.integer({min: 1, max: 4}), {nil: undefined}),
        fc.integer({min: 1, max: 40}),
        async (rows, ends, dialect, width, step) => {
          const text = rows.map((row, at) => row.join(dialect.delimiter) + (ends[at] ?? '')).join('')
          const {quick, patient} = await both(text, dialect, width, step)
          expect(quick).toEqual(patient)
        },
      ),
      {numRuns: 1500},
    )
  })

  it('gives the rows of a plain table, whatever stands in its cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(cells, fc.string({unit: 'binary', maxLength: 8})), {minLength: 3, maxLength: 3}), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({min: 1, max: 100}),
        async (table, end, step) => {
          const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + end).join('')
          const {quick} = await both(text, COMMA, 3, step)
          expect(quick.map(({cells}) => cells)).toEqual(table)
        },
      ),
      {numRuns: 300},
    )
  })

  it('comes back to quick reading behind each doubtful row', async () => {
    const plain = 'm,Ada,"so, ""what""\nnow?"\n'.repeat(2000)
    const {quick, patient} = await both(
      `${plain}1,Ada,"Hello" he said\n${plain}2,Bob,"never\n${plain}`,
      COMMA,
      3,
      32 * 1024,
    )
    expect(quick).toEqual(patient)
    expect(quick.filter((row) => row.cells !== undefined && row.repaired)).toHaveLength(1)
    expect(quick.filter((row) => row.cells === undefined)).toMatchObject([{line: 8002, last: false}])
  })

  describe.skipIf(!existsSync(SHARED))(
    `with the shared fixtures${existsSync(SHARED) ? '' : ' (ABSENT: not tested)'}`,
    () => {
      const files = existsSync(SHARED)
        ? readdirSync(SHARED, {recursive: true, encoding: 'utf8'}).filter((path) => /\.(csv|tsv|txt)$/i.test(path))
        : []

      it.each(files)('gives the rows of csv-parse for %s', async (path) => {
        const text = readFileSync(join(SHARED, path), 'utf8').slice(0, 60_000)
        for (const delimiter of [',', ';', '\t']) {
          const {quick, patient} = await both(text, {...COMMA, delimiter}, 4, 5000)
          expect(quick).toEqual(patient)
        }
      })
    },
  )
})

describe('cutPlainRows', () => {
  const none: [number, string[]][] = []

  it.each([
    ['nothing', '', none, 'incomplete'],
    ['a row without its line end', 'a,b', none, 'incomplete'],
    ['a row without cells', '\n', [[1, ['']]], 'incomplete'],
    [
      'empty cells',
      ',\n"",""\n',
      [
        [1, ['', '']],
        [2, ['', '']],
      ],
      'incomplete',
    ],
    [
      'rows over several lines',
      'a,"b\n\nc"\nd,e\n',
      [
        [1, ['a', 'b\n\nc']],
        [4, ['d', 'e']],
      ],
      'incomplete',
    ],
    [
      'other widths',
      'a,b\nc\nd,,e\n',
      [
        [1, ['a', 'b']],
        [2, ['c']],
        [3, ['d', '', 'e']],
      ],
      'incomplete',
    ],
    [
      'other line ends',
      'a,\r\nc,"d"\r\ne,f\n',
      [
        [1, ['a', '']],
        [2, ['c', 'd']],
        [3, ['e', 'f']],
      ],
      'incomplete',
    ],
    ['doubled quotes', '"a ""b"", c",""""\n', [[1, ['a "b", c', '"']]], 'incomplete'],
    ['marks in quotes', '",","\r\n",x\n', [[1, [',', '\r\n', 'x']]], 'incomplete'],
    ['CRs that end no row', 'a\r,\rb\r\r\n', [[1, ['a\r', '\rb\r']]], 'incomplete'],
    ['a byte order mark', '\uFEFFa,b\n', [[1, ['\uFEFFa', 'b']]], 'incomplete'],
    ['an open quote', 'a,b\nc,"d\n', [[1, ['a', 'b']]], 'incomplete'],
    ['a quote in a text', 'a,b\nc,5" disk\n', [[1, ['a', 'b']]], 'doubtful'],
    ['a quote that closes too early', '"a" b,c\n', none, 'doubtful'],
  ] as const)('cuts %s', (_, text, cut, next) => {
    const rows: (Row | BrokenLine)[] = []
    expect(cutPlainRows(text, COMMA, 1, rows).next).toBe(next)
    expect(rows.map(({line, cells}) => [line, cells])).toEqual(cut)
  })
})
