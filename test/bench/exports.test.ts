import {createHash} from 'node:crypto'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {keptExport} from './src/data/kept-export.js'
import {KINDS} from './src/data/kinds.js'

const cache = mkdtempSync(join(tmpdir(), 'everport-exports-test-'))
afterAll(() => rmSync(cache, {recursive: true, force: true}))

function digest(path: string): string {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]
  return createHash('sha256')
    .update(Buffer.concat(files.map((file) => readFileSync(file))))
    .digest('hex')
}

describe.each(Object.entries(KINDS))('made exports: %s', (_, kind) => {
  const make = (name: string, seed: number) => {
    const folder = join(cache, `${kind.id}-${name}`)
    mkdirSync(folder)
    return kind.write(folder, {bytes: 100_000}, seed)
  }

  it('are the same bytes for the same seed, and others for another', () => {
    const [one, again, other] = [make('one', 7), make('again', 7), make('other', 8)]
    expect(digest(again.path)).toBe(digest(one.path))
    expect(digest(other.path)).not.toBe(digest(one.path))
  })

  it('are as large as asked for, roughly, and hold what they say', () => {
    const {bytes, records, messages} = make('size', 1)
    expect(bytes / 100_000).toBeGreaterThan(0.5)
    expect(bytes / 100_000).toBeLessThan(2)
    expect(records).toBeGreaterThanOrEqual(messages)
    expect(messages).toBeGreaterThan(0)
  })
})

describe('a kept export', () => {
  it('is made once', () => {
    const made: string[] = []
    const ask = () => keptExport(cache, KINDS.telegram, {messages: 50}, () => void made.push('telegram'))
    expect(ask()).toEqual(ask())
    expect(made).toEqual(['telegram'])
  })

  it('holds scripts of several directions, emoji, entities and service messages', () => {
    const {path} = keptExport(cache, KINDS.telegram, {messages: 500})
    const text = readFileSync(path, 'utf8')
    expect(() => JSON.parse(text)).not.toThrow()
    for (const oddity of [
      /[\u0600-\u06ff]/,
      /[\u0590-\u05ff]/,
      /[\u0400-\u04ff]/,
      /👨‍👩‍👧‍👦/,
      /"type": "link"/,
      /"type": "service"/,
      /reply_to_message_id/,
    ])
      expect(text).toMatch(oddity)
  })
})
