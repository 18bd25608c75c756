import {setImmediate} from 'node:timers/promises'
import {constants, gunzipSync, gzipSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {gunzip} from './gunzip.js'

/** Pieces of one buffer that is overwritten each time, as readers of files give them. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    buffer.set(bytes.subarray(at, at + size))
    yield buffer.subarray(0, Math.min(size, bytes.length - at))
    buffer.fill(0)
  }
}

async function read(bytes: Uint8Array, size = 7): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of gunzip(inPieces(bytes, size))) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

async function readUntilError(
  chunks: AsyncIterable<Uint8Array>,
  pause = () => Promise.resolve(),
): Promise<{text: string; error: unknown}> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of gunzip(chunks)) {
      pieces.push(Buffer.from(piece))
      await pause()
    }
    return {text: Buffer.concat(pieces).toString(), error: undefined}
  } catch (error) {
    return {text: Buffer.concat(pieces).toString(), error}
  }
}

const TEXT = Array.from({length: 5000}, (_, i) => `{"id":${i}}\n`).join('')

const LINES = Array.from({length: 55_000}, (_, i) => `{"id":${Math.imul(i, 0x9e3779b1) >>> 0}}\n`).join('')

describe('gunzip', () => {
  it('inflates one member or several', async () => {
    expect(await read(gzipSync(TEXT))).toBe(TEXT)
    expect(await read(Buffer.concat([gzipSync('a'), gzipSync('b')]), 1)).toBe('ab')
    expect(await read(gzipSync(''))).toBe('')
  })

  it.each<[string, Uint8Array, string]>([
    ['ends too early', gzipSync(TEXT).subarray(0, 500), 'the gzip data ends too early: the file is incomplete'],
    ['is empty', new Uint8Array(), 'the gzip data ends too early: the file is incomplete'],
    ['is not gzip', Buffer.from('hello'), 'the gzip data is damaged'],
    ['is damaged', gzipSync(TEXT).fill(0x55, 200, 300), 'the gzip data is damaged'],
  ])('says that the data %s', async (_name, bytes, message) => {
    await expect(read(bytes)).rejects.toMatchObject({code: 'INPUT_UNREADABLE', message})
  })

  it('hands on what reading throws, behind what was read', async () => {
    async function* chunks() {
      yield gzipSync(TEXT).subarray(0, 100)
      throw new Error('disk')
    }
    const {text, error} = await readUntilError(chunks())
    expect(error).toMatchObject({message: 'disk'})
    expect(text.length).toBeGreaterThan(100)
    expect(TEXT.startsWith(text)).toBe(true)
  })

  it.each([7, 1 << 20])(
    'gives what stands before damage, with pieces of %i bytes and a reader that takes its time',
    async (size) => {
      const gzipped = gzipSync(LINES)
      const at = Math.floor(gzipped.length * 0.6)
      const before = gunzipSync(gzipped.subarray(0, at), {finishFlush: constants.Z_SYNC_FLUSH}).length
      for (const damaged of [Buffer.from(gzipped).fill(0xff, at, at + 50), gzipped.subarray(0, at)]) {
        const {text, error} = await readUntilError(inPieces(damaged, size), () => setImmediate())
        expect(error).toMatchObject({code: 'INPUT_UNREADABLE'})
        expect(text.length).toBeGreaterThan(before - 64 * 1024)
        expect(LINES.startsWith(text.slice(0, before))).toBe(true)
      }
    },
  )

  it('gives all but the end of what has a wrong checksum', async () => {
    const gzipped = gzipSync(LINES)
    gzipped[gzipped.length - 8]! ^= 1
    const {text, error} = await readUntilError(inPieces(gzipped, 1 << 20))
    expect(error).toMatchObject({message: 'the gzip data is damaged'})
    expect(text.length).toBeGreaterThan(LINES.length - 64 * 1024)
    expect(LINES.startsWith(text)).toBe(true)
  })

  it('gives all that stands before a byte that is no gzip data', async () => {
    for (const byte of [0, 0x20, 0xff])
      for (const piece of [1000, 1 << 20]) {
        const bytes = Buffer.concat([gzipSync(TEXT), Buffer.of(byte)])
        const {text, error} = await readUntilError(inPieces(bytes, piece))
        expect(text).toBe(TEXT)
        if (error !== undefined) expect(error).toMatchObject({code: 'INPUT_UNREADABLE'})
      }
  })

  it('ends the reading when nobody wants more', async () => {
    let closed = false
    async function* chunks() {
      try {
        for (;;) yield gzipSync(TEXT)
      } finally {
        closed = true
      }
    }
    for await (const _piece of gunzip(chunks())) break
    expect(closed).toBe(true)
  })
})
