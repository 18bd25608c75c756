import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {memoryTree} from '@everport/plugin-kit'
import {bytesInUse, generatedTree, readAll} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {csv} from '../src/index.js'
import {chat, readTable, texts} from './read-table.js'

describe('catalogue 95 to 100: safety and scale', () => {
  it('95. reads a large shuffled file in flat memory', {timeout: 120_000}, async () => {
    const rows = 400_000
    let seed = 7
    function* file(): Generator<string> {
      seed = 7
      yield 'conversation_id,created_at,sender_id,text\n'
      for (let n = 0; n < rows; n += 1) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
        yield `c${seed % 5000},${1_700_000_000 + (seed % 30_000_000)},u${seed % 9999},"message ${n}, and ""quotes"" and some more text to make it long"\n`
      }
    }
    const context = {signal: new AbortController().signal, skip: () => undefined, warn: () => undefined}
    let messages = 0
    let begun = 0
    let highest = 0
    for await (const batch of csv.read(generatedTree({'big.csv': file}), csv.options.parse({}), context)) {
      messages += batch.filter(({type}) => type === 'message').length
      // After the caches have filled.
      if (messages < rows / 2 || messages % 20_000 > 400) continue
      const held = bytesInUse()
      begun ||= held
      highest = Math.max(highest, held)
    }
    expect(messages).toBe(rows)
    expect(begun).toBeGreaterThan(0)
    expect((highest - begun) / 1e6).toBeLessThan(10)
  })

  it('96. keeps formulas as the texts that they are', async () => {
    expect(texts(await readTable(chat('"=HYPERLINK(""http://x"",""y"")"', '=1+1', '@here', '-5')))).toEqual([
      '=HYPERLINK("http://x","y")',
      '=1+1',
      '@here',
      '-5',
    ])
  })

  it('97. keeps code, JSON and markdown in cells', async () => {
    const cells = [
      '{"a": [1, "two"],\n "b": {"c": null}}',
      '```js\nconst x = "a, b";\n```',
      '| a | b |\n|---|---|',
      '# heading\n- "item"',
    ]
    expect(texts(await readTable(chat(...cells.map((cell) => `"${cell.replaceAll('"', '""')}"`))))).toEqual(cells)
  })

  it.each(['__proto__=message', 'constructor=message', 'text=__proto__', 'text=constructor', 'text=message"; drop'])(
    '98. takes --map %s for a value',
    async (sentence) => {
      await expect(readTable(chat('hi'), {map: [sentence]})).rejects.toMatchObject({name: 'EverportError'})
    },
  )

  it('99. gives the same ids to the same rows when the file has grown at either end', async () => {
    const row = (n: number, text = `text ${n}`) => `2024-03-01T09:00:0${n}Z,Ada,${text}`
    const header = 'timestamp,sender,message'
    const ids = async (...lines: string[]) =>
      new Map(
        (await readTable([header, ...lines, ''].join('\n'))).messages.map(({text, place, id}) => [
          `${text} ${place?.line}`,
          id,
        ]),
      )
    const first = await ids(row(1), row(2, 'ok'), row(2, 'ok'), row(3))
    const longer = await ids(row(0), row(1), row(2, 'ok'), row(2, 'ok'), row(3), row(4))
    expect([...longer.values()].slice(1, 5)).toEqual([...first.values()])
    expect(new Set(longer.values()).size).toBe(6)
    const newest = await ids(row(4), row(3), row(2, 'ok'), row(2, 'ok'), row(1))
    expect(new Set([...first.values()].filter((id) => ![...newest.values()].includes(id)))).toEqual(new Set())
  })

  it('99. gives the rows that two files share the same ids', async () => {
    const read = await readTable({
      'a [1234567].csv': chat('one', 'two'),
      'b [1234567].csv': chat('one', 'two', 'three'),
    })
    expect(new Set(read.messages.map(({id}) => id)).size).toBe(3)
  })

  it('100. takes file names in any script for conversations, composed, and tells folders apart', async () => {
    const decomposed = 'Cafe\u0301 Zoë 李雷.csv'
    const read = await readAll(
      csv,
      memoryTree({[decomposed]: chat('a'), 'x/My chat.csv': chat('b'), 'y/My chat.csv': chat('c')}),
    )
    expect(read.conversations.map(({id}) => id)).toEqual(['Caf\u00e9 Zoë 李雷', 'x/My chat', 'y/My chat'])
  })
})

it('has a test for every number of the catalogue', () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((name) => name.startsWith('catalogue-'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  // Titles begin with their numbers: '8. 9. keeps characters whole'.
  const titles = sources.flatMap((source) => [...source.matchAll(/\(\s*['"]((?:\d+\. )+)/g)])
  const numbers = new Set(titles.flatMap(([, found = '']) => found.trim().split(' ').map(Number.parseFloat)))
  expect(Array.from({length: 100}, (_, n) => n + 1).filter((number) => !numbers.has(number))).toEqual([])
})
