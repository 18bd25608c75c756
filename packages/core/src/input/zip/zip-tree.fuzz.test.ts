import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {isEverportError} from '../../errors/index.js'
import type {InputTree} from '../input-tree.js'
import {writeZip, type ZipInput} from '../testing/index.js'
import {memoryAccess} from './random-access.js'
import {zipTree} from './zip-tree.js'

const open = (bytes: Uint8Array) => zipTree(memoryAccess(bytes), {name: 'export.zip'})

const name = fc.stringMatching(/^[a-zé日😀 ]{1,8}$/u)
const path = fc.array(name, {minLength: 1, maxLength: 3}).map((parts) => parts.join('/'))
const entry: fc.Arbitrary<ZipInput> = fc.record(
  {
    path,
    content: fc.oneof(fc.uint8Array({maxLength: 300}), fc.constant('chat history '.repeat(500))),
    stored: fc.boolean(),
    utf8: fc.boolean(),
    descriptor: fc.boolean(),
    zip64: fc.boolean(),
  },
  {requiredKeys: ['path', 'content']},
)
const entries = fc.uniqueArray(entry, {selector: (one) => String(one.path).normalize('NFC'), maxLength: 8})
const options = fc.record(
  {prefix: fc.uint8Array({maxLength: 40}), comment: fc.string({maxLength: 40}), zip64: fc.boolean()},
  {requiredKeys: []},
)

const written = (file: ZipInput) => Buffer.from(file.content as string).toString('latin1')

/** What each file holds, as Latin-1, or the code of the error that it gives. */
async function contents(tree: InputTree): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  for (const file of await tree.files()) {
    const pieces: Uint8Array[] = []
    try {
      for await (const piece of file.chunks()) pieces.push(Uint8Array.from(piece))
      const content = Buffer.concat(pieces)
      expect(Buffer.compare(await file.bytes(), content)).toBe(0)
      expect(Buffer.compare(await file.head(10), content.subarray(0, 10))).toBe(0)
      expect(content.length).toBe(file.size)
      read.set(file.path, content.toString('latin1'))
    } catch (error) {
      if (!isEverportError(error)) throw error
      read.set(file.path, error.code)
    }
  }
  return read
}

describe('zipTree, on wild input', () => {
  it('reads what was written', async () => {
    await fc.assert(
      fc.asyncProperty(entries, options, async (files, how) => {
        const tree = open(writeZip(files, how))
        const all = files.map((file) => [String(file.path).normalize('NFC'), written(file)] as const)
        expect(await contents(tree)).toEqual(new Map(all))
        expect(await tree.refused()).toEqual([])
      }),
      {numRuns: 150},
    )
  })

  it('never fails but with an error of its own, and never invents content', async () => {
    const damage = fc.record({at: fc.nat(), remove: fc.nat(8), insert: fc.uint8Array({maxLength: 8})})
    await fc.assert(
      fc.asyncProperty(
        entries,
        options,
        fc.array(damage, {minLength: 1, maxLength: 4}),
        async (files, how, damages) => {
          let bytes = Buffer.from(writeZip(files, how))
          for (const {at, remove, insert} of damages) {
            const place = at % (bytes.length + 1)
            bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)])
          }
          let tree: InputTree
          try {
            tree = open(bytes)
          } catch (error) {
            if (!isEverportError(error)) throw error
            expect(error.code).toMatch(/^INPUT_(UNREADABLE|HOSTILE|ENCRYPTED)$/)
            return
          }
          const allowed = new Set(['', 'INPUT_UNREADABLE', ...files.map(written)])
          for (const content of (await contents(tree)).values()) expect(allowed.has(content)).toBe(true)
        },
      ),
      {numRuns: 400},
    )
  })
})
