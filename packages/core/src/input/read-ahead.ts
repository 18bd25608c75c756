import {unreadableError} from './file-errors.js'
import type {FileSystem} from './file-system.js'

export interface OpenFile {
  fs: FileSystem
  fd: number
  /** For errors. */
  path: string
}

/**
 * The pieces of an open file, each valid until the next but one is asked for. While one is looked at, the next is read by another thread: what
 * lies on a disk that has to fetch it costs little more time than what the system still holds. The file may be closed once this has ended.
 * @param size of a piece in bytes
 * @throws InputError `INPUT_UNREADABLE`
 */
export async function* readAhead(file: OpenFile, size: number): AsyncGenerator<Uint8Array> {
  let buffer = Buffer.allocUnsafeSlow(size)
  let spare = Buffer.allocUnsafeSlow(size)
  let at = 0
  let coming = readPiece(file, buffer, 0)
  try {
    for (;;) {
      const read = await coming
      if (read === 0) return
      at += read
      coming = readPiece(file, spare, at)
      yield buffer.subarray(0, read)
      ;[buffer, spare] = [spare, buffer]
    }
  } finally {
    await coming.catch(() => {})
  }
}

function readPiece({fs, fd, path}: OpenFile, buffer: Buffer, at: number): Promise<number> {
  const reading = new Promise<number>((resolve, reject) => {
    fs.read(fd, buffer, 0, buffer.length, at, (error, read) =>
      error ? reject(unreadableError(path, error)) : resolve(read),
    )
  })
  // It may fail before anybody waits for it.
  reading.catch(() => {})
  return reading
}
