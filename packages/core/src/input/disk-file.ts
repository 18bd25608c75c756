import {orUnreadable, tooLargeError, WHOLE_FILE_LIMIT} from './file-errors.js'
import type {FileSystem} from './file-system.js'
import type {InputFile} from './input-tree.js'
import {readAhead} from './read-ahead.js'

const PIECE = 1024 * 1024

/** What the readers of one tree share. */
export interface Reading {
  fs: FileSystem
  pause(): Promise<void>
  onBytes(n: number): void
}

/** A file on disk, opened anew by each reading. A class, because an export has a hundred thousand of them. */
export class DiskFile implements InputFile {
  readonly path: string
  readonly size: number
  readonly #real: string
  readonly #reading: Reading

  /** @param real where it is, as the disk spells it */
  constructor(path: string, real: string, size: number, reading: Reading) {
    this.path = path
    this.size = size
    this.#real = real
    this.#reading = reading
  }

  async head(length: number): Promise<Uint8Array> {
    const {fs, pause} = this.#reading
    await pause()
    return this.#opened((fd) => fill(fs, fd, Buffer.allocUnsafeSlow(Math.min(length, this.size)), 0))
  }

  async bytes({limit = WHOLE_FILE_LIMIT}: {limit?: number} = {}): Promise<Uint8Array> {
    const {fs, pause, onBytes} = this.#reading
    if (this.size > limit) throw tooLargeError(this.path, this.size, limit)
    await pause()
    const content = this.#opened((fd) => readWhole(fs, fd, this.size, limit))
    if (content.length > limit) throw tooLargeError(this.path, content.length, limit)
    onBytes(content.length)
    return content
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    const {fs, onBytes} = this.#reading
    const fd = orUnreadable(this.path, () => fs.openSync(this.#real, 'r'))
    try {
      const isSmall = this.size < PIECE
      for await (const piece of isSmall ? this.#atOnce(fd) : readAhead({fs, fd, path: this.path}, PIECE)) {
        onBytes(piece.length)
        yield piece
      }
    } finally {
      fs.closeSync(fd)
    }
  }

  /** Most exports of many files have small ones, for which another thread would cost more than the reading. */
  async *#atOnce(fd: number): AsyncGenerator<Uint8Array> {
    const {fs, pause} = this.#reading
    const buffer = Buffer.allocUnsafeSlow(this.size + 1)
    for (let at = 0; ; ) {
      await pause()
      const read = orUnreadable(this.path, () => fs.readSync(fd, buffer, 0, buffer.length, at))
      if (read === 0) return
      at += read
      yield buffer.subarray(0, read)
    }
  }

  #opened<T>(use: (fd: number) => T): T {
    const {fs} = this.#reading
    return orUnreadable(this.path, () => {
      const fd = fs.openSync(this.#real, 'r')
      try {
        return use(fd)
      } finally {
        fs.closeSync(fd)
      }
    })
  }
}

/** The file may have grown since it was listed, or have no size to tell (`/proc`): only its end says that it ends. */
function readWhole(fs: FileSystem, fd: number, size: number, limit: number): Uint8Array {
  let content = fill(fs, fd, Buffer.allocUnsafeSlow(size + 1), 0)
  while (content.length > size && content.length <= limit) {
    const larger = Buffer.allocUnsafeSlow(Math.min(content.length * 2, limit) + 1)
    larger.set(content)
    const more = fill(fs, fd, larger, content.length)
    if (more.length < larger.length) return more
    content = more
  }
  return content
}

/** Reads until the buffer is full or the file ends: a read may give less than was asked for. */
function fill(fs: FileSystem, fd: number, buffer: Buffer, from: number): Buffer {
  let at = from
  while (at < buffer.length) {
    const read = fs.readSync(fd, buffer, at, buffer.length - at, at)
    if (read === 0) break
    at += read
  }
  return buffer.subarray(0, at)
}
