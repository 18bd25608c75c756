import {gzipSync} from 'node:zlib'
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

const TEXT = Array.from({length: 5000}, (_, i) => `{"id":${i}}\n`).join('')

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

  it('hands on what reading throws', async () => {
    async function* chunks() {
      yield gzipSync(TEXT).subarray(0, 100)
      throw new Error('disk')
    }
    await expect(gunzip(chunks()).next()).rejects.toThrow('disk')
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
