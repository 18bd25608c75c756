import {deflateRawSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import type {InputTree} from '../input-tree.js'
import {writeZip, type ZipInput, type ZipOptions} from '../testing/index.js'
import {memoryAccess} from './random-access.js'
import {zipTree} from './zip-tree.js'

const open = (bytes: Uint8Array, onBytes?: (n: number) => void) =>
  zipTree(memoryAccess(bytes), {name: 'export.zip', parentName: 'home', ...(onBytes && {onBytes})})

const openFiles = (files: Readonly<Record<string, string | Uint8Array>> | readonly ZipInput[], options?: ZipOptions) =>
  open(writeZip(files, options))

async function contents(tree: InputTree): Promise<Record<string, string>> {
  const read: Record<string, string> = {}
  for (const file of await tree.files()) read[file.path] = Buffer.from(await file.bytes()).toString()
  return read
}

async function join(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk))
  return Buffer.concat(pieces)
}

const FILES = {'channels.json': '[]', 'general/2021-01-01.json': '[{"text":"hi"}]', 'empty.json': ''}

describe('zipTree', () => {
  it.each<[string, readonly ZipInput[], ZipOptions?]>([
    ['deflated entries', Object.entries(FILES).map(([path, content]) => ({path, content}))],
    ['stored entries', Object.entries(FILES).map(([path, content]) => ({path, content, stored: true}))],
    ['data descriptors', Object.entries(FILES).map(([path, content]) => ({path, content, descriptor: true}))],
    ['zip64 entries', Object.entries(FILES).map(([path, content]) => ({path, content, zip64: true})), {zip64: true}],
    ['a zip64 end record alone', Object.entries(FILES).map(([path, content]) => ({path, content})), {zip64: true}],
    [
      'a comment',
      Object.entries(FILES).map(([path, content]) => ({path, content})),
      {comment: 'PK\x05\x06 made by hand'},
    ],
    [
      'data in front',
      Object.entries(FILES).map(([path, content]) => ({path, content})),
      {prefix: Buffer.from('#!/bin/sh\n')},
    ],
    [
      'data in front and zip64',
      Object.entries(FILES).map(([path, content]) => ({path, content, zip64: true})),
      {prefix: Buffer.from('#!/bin/sh\n'), zip64: true},
    ],
  ])('reads an archive with %s', async (_name, files, options) => {
    const tree = openFiles(files, options)
    expect(tree).toMatchObject({form: 'zip', name: 'export.zip', parentName: 'home'})
    expect(await contents(tree)).toEqual(FILES)
    expect(await tree.refused()).toEqual([])
  })

  it('reads an archive with data behind it', async () => {
    expect(await contents(open(Buffer.concat([writeZip(FILES), Buffer.from('\n\n')])))).toEqual(FILES)
  })

  it('reads an empty archive', async () => {
    expect(await openFiles({}).files()).toEqual([])
  })

  it.each<[string, Omit<ZipInput, 'content'>, string]>([
    ['UTF-8 with the flag', {path: 'обсуждение/é.json'}, 'обсуждение/é.json'],
    ['UTF-8 without the flag', {path: 'обсуждение/日本.json', utf8: false}, 'обсуждение/日本.json'],
    ['NFD, as macOS zips it', {path: 'cafe\u0301.json', utf8: false}, 'caf\u00e9.json'],
    ['code page 437', {path: Buffer.from([0x81, 0x94, 0xe1, 0x2e, 0x74]), utf8: false}, 'üöß.t'],
    ['a code page beside the unicode path field', {path: Buffer.from([0xe0, 0x2e, 0x74]), unicodePath: 'р.t'}, 'р.t'],
    ['backslashes', {path: 'general\\2021.json'}, 'general/2021.json'],
  ])('decodes a name in %s', async (_name, entry, path) => {
    const tree = openFiles([{...entry, content: 'x'}])
    expect((await tree.files()).map((file) => file.path)).toEqual([path])
    expect(Buffer.from(await (await tree.file(path))!.bytes()).toString()).toBe('x')
  })

  it('passes over a unicode path field that is about another name', async () => {
    const bytes = Buffer.from(writeZip([{path: 'a.txt', unicodePath: 'b.txt', content: 'x'}]))
    bytes.write('c.txt', bytes.lastIndexOf('a.txt'))
    expect((await open(bytes).files()).map((file) => file.path)).toEqual(['c.txt'])
  })

  it('leaves out folders and what macOS adds', async () => {
    const tree = openFiles({
      'Export/': '',
      'Export/a.json': '1',
      '__MACOSX/Export/._a.json': 'x',
      'Export/.DS_Store': 'x',
    })
    expect(await contents(tree)).toEqual({'Export/a.json': '1'})
    expect(await tree.refused()).toEqual([])
  })

  it('refuses what it will not read, says why and reads the rest', async () => {
    const tree = openFiles([
      {path: 'a.json', content: '1'},
      {path: '../up.json', content: 'x'},
      {path: '/etc/passwd', content: 'x'},
      {path: 'C:\\x.json', content: 'x'},
      {path: 'nul\0.json', content: 'x'},
      {path: 'secret.json', content: 'x', encrypted: true},
      {path: 'big.json', content: 'x', claims: {method: 9}},
      {path: 'latest.json', content: 'a.json', stored: true, link: true},
      {path: 'a.json', content: '2'},
    ])
    expect(await contents(tree)).toEqual({'a.json': '1'})
    expect(await tree.refused()).toEqual([
      {path: '../up.json', reason: 'escapes'},
      {path: '/etc/passwd', reason: 'escapes'},
      {path: 'C:\\x.json', reason: 'escapes'},
      {path: 'a.json', reason: 'duplicate'},
      {path: 'big.json', reason: 'unsupported-compression'},
      {path: 'latest.json', reason: 'link'},
      {path: 'nul\0.json', reason: 'escapes'},
      {path: 'secret.json', reason: 'encrypted'},
    ])
  })

  it.each<[string, ZipInput['claims'], string]>([
    ['a wrong checksum', {crc: 1}, 'its checksum is wrong'],
    ['more than it declares', {size: 3}, 'its compressed data is invalid'],
    ['less than it declares', {size: 300}, 'its size is not the one that the archive states'],
    ['data cut short', {packedSize: 4}, 'its compressed data is invalid'],
  ])('says that an entry has %s, and reads its neighbours', async (_name, claims, why) => {
    const tree = openFiles([
      {path: 'a', content: 'first'},
      {path: 'b', content: 'something longer', claims: claims!},
      {path: 'c', content: 'last'},
    ])
    const [a, b, c] = await tree.files()
    expect(Buffer.from(await a!.bytes()).toString()).toBe('first')
    expect(Buffer.from(await c!.bytes()).toString()).toBe('last')
    await expect(b!.bytes()).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: `b is damaged inside the archive: ${why}`,
      place: {file: 'b'},
    })
    await expect(join(b!.chunks())).rejects.toMatchObject({code: 'INPUT_UNREADABLE'})
  })

  it.each<[string, ZipInput['claims']]>([
    ['reaches beyond the archive', {packedSize: 5000, size: 6000}],
    ['declares what deflate cannot do', {size: 1_000_000}],
    ['begins inside another', {offset: 10}],
    ['begins beyond the archive', {offset: 100_000}],
  ])('refuses an entry that %s', async (_name, claims) => {
    const tree = openFiles([
      {path: 'a', content: 'first'},
      {path: 'b', content: 'second', claims: claims!},
    ])
    expect(await contents(tree)).toEqual({a: 'first'})
    expect(await tree.refused()).toEqual([{path: 'b', reason: 'unreadable'}])
  })

  it('says that an entry has no header where it is said to be', async () => {
    const tree = openFiles([
      {path: 'a', content: 'first', claims: {offset: 2}},
      {path: 'b', content: 'second'},
    ])
    await expect((await tree.file('a'))!.bytes()).rejects.toMatchObject({
      message: 'a is damaged inside the archive: its header is not where the archive says',
    })
  })

  it('reads what stands behind a damaged place in the list of entries', async () => {
    const bytes = Buffer.from(writeZip({'a.json': '1', 'b.json': '2', 'c.json': '3'}))
    const second = bytes.indexOf('PK\x01\x02', bytes.indexOf('PK\x01\x02') + 1)
    bytes[second] = 0
    const tree = open(bytes)
    expect(await contents(tree)).toEqual({'a.json': '1', 'c.json': '3'})
    expect(await tree.refused()).toEqual([{path: `(entry at byte ${second})`, reason: 'unreadable'}])
  })

  it('reads an archive over 4 GiB as the macOS Finder writes it, with offsets that begin again at 0', async () => {
    const WRAP = 2 ** 32
    const places = [0, WRAP - 100, WRAP + 10]
    const bytes = Buffer.from(
      writeZip(places.map((place, i) => ({path: `${i}`, content: `entry ${i}`, claims: {offset: place % WRAP}}))),
    )
    const second = bytes.indexOf('PK\x03\x04', 1)
    const third = bytes.indexOf('PK\x03\x04', second + 1)
    const parts = [
      {at: places[0]!, bytes: bytes.subarray(0, second)},
      {at: places[1]!, bytes: bytes.subarray(second, third)},
      {at: places[2]!, bytes: bytes.subarray(third)},
    ]
    bytes.writeUInt32LE(10 + bytes.indexOf('PK\x01\x02') - third, bytes.length - 6)
    const tree = zipTree({...sparse(parts), close() {}}, {name: 'export.zip'})
    expect(await contents(tree)).toEqual({0: 'entry 0', 1: 'entry 1', 2: 'entry 2'})
  })

  it('reads entries over 16 MB in pieces, with the same checks', async () => {
    const content = Buffer.alloc(17 * 1024 * 1024, 'chat history, ')
    let consumed = 0
    const bytes = writeZip([
      {path: 'deflated', content},
      {path: 'stored', content, stored: true},
      {path: 'wrong', content, claims: {crc: 1}},
      {path: 'longer', content, claims: {size: content.length - 1}},
      {path: 'shorter', content, claims: {size: content.length + 1}},
    ])
    const tree = open(bytes, (n) => {
      consumed += n
    })
    for (const name of ['deflated', 'stored']) {
      const file = (await tree.file(name))!
      expect((await file.head(5)).toString()).toBe('chat ')
      expect(consumed).toBe(0)
      expect((await join(file.chunks())).equals(content)).toBe(true)
      expect(consumed).toBe(name === 'stored' ? content.length : deflateRawSync(content).length)
      consumed = 0
      expect(Buffer.compare(await file.bytes(), content)).toBe(0)
      consumed = 0
    }
    for (const [name, why] of [
      ['wrong', 'its checksum is wrong'],
      ['longer', 'it is larger than the archive states'],
      ['shorter', 'it is smaller than the archive states'],
    ] as const) {
      const file = (await tree.file(name))!
      await expect(join(file.chunks())).rejects.toMatchObject({message: expect.stringContaining(why)})
      await expect(file.bytes()).rejects.toMatchObject({message: expect.stringContaining(why)})
    }
    await expect((await tree.file('stored'))!.bytes({limit: 1000})).rejects.toMatchObject({code: 'INPUT_TOO_LARGE'})
  })

  it('keeps an archive inside the archive as a file', async () => {
    const inner = writeZip({'a.json': '1'})
    const tree = openFiles([{path: 'inner.zip', content: inner, stored: true}])
    expect(Buffer.compare(await (await tree.file('inner.zip'))!.bytes(), inner)).toBe(0)
    expect(await tree.files()).toHaveLength(1)
  })
})

describe('an archive that cannot be read', () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    ['cut off', writeZip({a: 'x'.repeat(500)}).subarray(0, 60), 'INPUT_UNREADABLE', /the download may be incomplete/],
    ['empty', new Uint8Array(), 'INPUT_UNREADABLE', /it is empty/],
    ['a web page', Buffer.from('\n<!doctype html>'), 'INPUT_UNREADABLE', /it is a web page/],
    ['something else', Buffer.from('hello'), 'INPUT_UNREADABLE', /not a zip archive/],
    ['encrypted', writeZip([{path: 'a', content: 'x', encrypted: true}]), 'INPUT_ENCRYPTED', /password/],
    [
      'of a foreign compression',
      writeZip([{path: 'a', content: 'x', claims: {method: 14}}]),
      'INPUT_UNREADABLE',
      /compression/,
    ],
    ['one part of several', split(), 'INPUT_UNREADABLE', /split/],
    ['with a list larger than itself', listTooLong(), 'INPUT_UNREADABLE', /list of entries is larger/],
    ['made of overlapping entries', overlapping(), 'INPUT_HOSTILE', /more bytes than the archive has/],
    ['with millions of entries', millions(), 'INPUT_HOSTILE', /1,000,000 entries/],
  ])('is %s', (_name, bytes, code, message) => {
    expect(() => open(bytes)).toThrow(expect.objectContaining({code, message: expect.stringMatching(message)}))
  })

  it('would unpack to an absurd size', () => {
    const size = 8 * 1024 * 1024
    const content = deflateRawSync(Buffer.alloc(size))
    const bytes = writeZip(
      Array.from({length: 600}, (_, i) => ({path: `a${i}`, content, stored: true, claims: {method: 8, size}})),
    )
    expect(() => open(bytes)).toThrow(
      expect.objectContaining({code: 'INPUT_HOSTILE', message: expect.stringContaining('250 times')}),
    )
  })
})

/** A huge file of which only some parts are not zero. */
function sparse(parts: readonly {at: number; bytes: Buffer}[]) {
  const last = parts.at(-1)!
  const size = last.at + last.bytes.length
  return {
    size,
    read(position: number, wanted: number) {
      const answer = Buffer.alloc(Math.min(wanted, size - position))
      for (const {at, bytes} of parts) {
        const from = Math.max(at, position)
        const to = Math.min(at + bytes.length, position + answer.length)
        if (from < to) bytes.copy(answer, from - position, from - at, to - at)
      }
      return answer
    },
  }
}

function split(): Uint8Array {
  const bytes = Buffer.from(writeZip({a: 'x'}))
  bytes.writeUInt16LE(2, bytes.length - 18)
  return bytes
}

function listTooLong(): Uint8Array {
  const bytes = Buffer.from(writeZip({a: 'x'}))
  bytes.writeUInt32LE(100_000, bytes.length - 10)
  return bytes
}

function overlapping(): Uint8Array {
  const content = Buffer.from(Array.from({length: 5000}, (_, i) => (i * i) % 251))
  const first = {path: 'a', content, stored: true}
  return writeZip([
    first,
    ...Array.from({length: 9}, (_, i) => ({
      path: `b${i}`,
      content: '',
      stored: true,
      claims: {offset: 0, size: 5000, packedSize: 5000},
    })),
  ])
}

function millions(): Uint8Array {
  const bytes = Buffer.from(writeZip({a: 'x'}, {zip64: true}))
  bytes.writeBigUInt64LE(2_000_000n, bytes.lastIndexOf('PK\x06\x06') + 32)
  return bytes
}
