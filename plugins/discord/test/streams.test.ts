import type {InputFile, InputTree} from '@everport/plugin-kit'
import {bytesInUse} from '@everport/plugin-kit/testing'
import {describe, expect, it} from 'vitest'
import {discord} from '../src/index.js'
import {exporterJson, message} from './exporter-json.js'

const MEGABYTE = 1 << 20

/** A file that is made while it is read. */
function generatedTree(path: string, chunks: () => Generator<string>): InputTree {
  const file: InputFile = {
    path,
    size: 8 * 1024 * MEGABYTE,
    head: async (length) => Buffer.from(chunks().next().value as string).subarray(0, length),
    bytes: () => Promise.reject(new Error('a file of 8 GB was read whole')),
    async *chunks() {
      for (const chunk of chunks()) yield Buffer.from(chunk)
    },
  }
  return {
    form: 'file',
    name: path,
    parentName: undefined,
    files: async () => [file],
    file: async () => file,
    refused: async () => [],
    close: async () => {},
  }
}

/** Bytes in use after the garbage is gone: at the first look, and the most of all later ones. */
async function heapWhileReading(tree: InputTree): Promise<{messages: number; growth: number}> {
  const context = {signal: new AbortController().signal, skip: () => {}, warn: () => {}}
  let messages = 0
  let first: number | undefined
  let most = 0
  let next = 10_000
  for await (const batch of discord.read(tree, discord.options.parse({}), context)) {
    for (const record of batch) if (record.type === 'message') messages++
    if (messages < next) continue
    next += 10_000
    const held = bytesInUse()
    first ??= held
    most = Math.max(most, held)
  }
  return {messages, growth: most - first!}
}

describe('a file larger than memory', () => {
  it('#16 is read in constant memory: JSON', async () => {
    const [head, tail] = exporterJson({messages: [{mark: 0}], messageCount: 80_000}).split(/\{\s*"mark": 0\s*\}/)
    function* chunks() {
      yield head!
      for (let block = 0; block < 800; block++) {
        const texts = Array.from({length: 100}, () => JSON.stringify(message({content: 'x'.repeat(200)})))
        yield `${block === 0 ? '' : ','}${texts.join(',\n')}`
      }
      yield tail!
    }
    const {messages, growth} = await heapWhileReading(generatedTree('general.json', chunks))
    expect(messages).toBe(80_000)
    expect(growth).toBeLessThan(8 * MEGABYTE)
  })

  it('#16 is read in constant memory: CSV', async () => {
    function* chunks() {
      yield 'AuthorID,Author,Date,Content,Attachments,Reactions\n'
      for (let block = 0; block < 1600; block++) {
        const date = new Date(Date.UTC(2020, 0, 1) + block * 60_000).toISOString()
        yield Array.from(
          {length: 100},
          (_, row) => `"1111111111111111","Ann#0042","${date}","${block} ${row} ${'x'.repeat(200)}","",""\n`,
        ).join('')
      }
    }
    const {messages, growth} = await heapWhileReading(generatedTree('general.csv', chunks))
    expect(messages).toBe(160_000)
    // Up to 40,000 rows are remembered, to tell repeated ones apart.
    expect(growth).toBeLessThan(20 * MEGABYTE)
  })
})
