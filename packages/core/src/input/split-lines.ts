/** A line that cannot be given. `line` counts from 1, `byte` (of the line's start) from 0. */
export interface LineFault {
  error: string
  line: number
  byte: number
}

const LF = 0x0a
const BATCH = 256

/**
 * Cuts bytes into lines, a few hundred at a time, and makes something of each. The first line comes without a byte order mark.
 * @param limit longest line in bytes, default 64 MiB; a longer one is a fault in its place
 * @param convert what a line gives, or undefined when it gives nothing; the bytes are only valid during the call
 */
export async function* splitLines<T>(
  chunks: AsyncIterable<Uint8Array>,
  {limit = 64 * 1024 * 1024}: {limit?: number},
  convert: (bytes: Buffer, line: number, byte: number) => T | undefined,
): AsyncGenerator<readonly (T | LineFault)[]> {
  let batch: (T | LineFault)[] = []
  // the line that a piece of input ended in; given up when it is too long
  let held: Buffer[] = []
  let heldLength = 0
  let line = 1
  let byte = 0

  const hold = (piece: Buffer) => {
    heldLength += piece.length
    if (heldLength <= limit) held.push(Buffer.from(piece))
    else held = []
  }
  const close = (rest: Buffer) => {
    const length = heldLength + rest.length
    const given =
      length > limit
        ? {error: `the line is longer than ${limit} bytes`, line, byte}
        : convert(withoutMark(held.length === 0 ? rest : Buffer.concat([...held, rest]), line), line, byte)
    if (given !== undefined) batch.push(given)
    byte += length + 1
    line++
    held = []
    heldLength = 0
  }

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    let at = 0
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, at)) {
      close(bytes.subarray(at, end))
      at = end + 1
      if (batch.length === BATCH) {
        yield batch
        batch = []
      }
    }
    if (at < bytes.length) hold(bytes.subarray(at))
    if (batch.length > 0) yield batch
    batch = []
  }
  if (heldLength > 0) close(Buffer.alloc(0))
  if (batch.length > 0) yield batch
}

function withoutMark(bytes: Buffer, line: number): Buffer {
  return line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
