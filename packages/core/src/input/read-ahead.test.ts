import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {FileSystem} from './file-system.js'
import {readAhead} from './read-ahead.js'

type Read = FileSystem['read']

/** A file of `content` that gives at most `most` bytes at a time, and answers only when told to. */
function slowFile(content: Buffer, most = content.length) {
  const waiting: (() => void)[] = []
  const read: Read = (_fd, buffer, offset, length, position, done) => {
    const bytes = content.subarray(position, position + Math.min(length, most))
    waiting.push(() => {
      buffer.set(bytes, offset)
      done(null, bytes.length)
    })
  }
  return {file: {fs: {read} as FileSystem, fd: 3, path: 'a.json'}, waiting}
}

function promptFile(content: Buffer, most?: number) {
  const {file, waiting} = slowFile(content, most)
  const {read} = file.fs
  file.fs.read = (...asked) => {
    read(...asked)
    waiting.shift()!()
  }
  return file
}

describe('reading ahead', () => {
  it('gives every byte once, in order, however few a read gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({maxLength: 200}),
        fc.integer({min: 1, max: 64}),
        fc.integer({min: 1, max: 64}),
        async (bytes, size, most) => {
          const got: Buffer[] = []
          for await (const piece of readAhead(promptFile(Buffer.from(bytes), most), size)) got.push(Buffer.from(piece))
          expect(Buffer.concat(got).equals(Buffer.from(bytes))).toBe(true)
        },
      ),
    )
  })

  it('asks for the next piece before the one at hand is given out, and leaves that one as it is', async () => {
    const {file, waiting} = slowFile(Buffer.from('abcdef'))
    const pieces = readAhead(file, 3)
    const first = pieces.next()
    waiting.shift()!()
    const piece = (await first).value!
    expect(waiting).toHaveLength(1)
    waiting.shift()!()
    expect(piece.toString()).toBe('abc')
    expect((await pieces.next()).value!.toString()).toBe('def')
    waiting.shift()!()
    await pieces.return(undefined)
  })

  it('ends only when nothing is being read any more, so that the file may be closed', async () => {
    const {file, waiting} = slowFile(Buffer.from('abcdef'))
    const pieces = readAhead(file, 3)
    const first = pieces.next()
    waiting.shift()!()
    await first
    let hasEnded = false
    const end = pieces.return(undefined).then(() => {
      hasEnded = true
    })
    await new Promise(setImmediate)
    expect(hasEnded).toBe(false)
    waiting.shift()!()
    await end
  })

  it('says which file cannot be read, after what could be', async () => {
    const file = promptFile(Buffer.from('abcdef'))
    const {read} = file.fs
    file.fs.read = (fd, buffer, offset, length, position, done) => {
      if (position === 0) read(fd, buffer, offset, length, position, done)
      else done(Object.assign(new Error('EIO'), {code: 'EIO'}), 0)
    }
    const pieces = readAhead(file, 3)
    expect((await pieces.next()).value!.toString()).toBe('abc')
    await expect(pieces.next()).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: 'a.json cannot be read: the disk reports a read error',
      place: {file: 'a.json'},
    })
  })
})
