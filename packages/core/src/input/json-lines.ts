import {findJsonError} from './json/json-error.js'

/**
 * One line of NDJSON: its value, or a clause that tells why it has none. `line` counts from 1, `byte` (of the line's
 * start) from 0.
 */
export type JsonLine =
  | {value: unknown; line: number; byte: number; error?: undefined}
  | {error: string; line: number; byte: number}

const LF = 0x0a
const BATCH = 256

/**
 * The values of newline-delimited JSON, one a line, a few hundred at a time. Blank lines are passed over, a byte order
 * mark is dropped, invalid UTF-8 becomes U+FFFD. A line that is not JSON is an error in its place and the next ones are
 * read.
 * @param options.limit longest line in bytes, default 64 MiB; a longer one is an error in its place
 */
export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  options: {limit?: number} = {},
): AsyncGenerator<readonly JsonLine[]> {
  const {limit = 64 * 1024 * 1024} = options
  let batch: JsonLine[] = []
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
    const parsed =
      length > limit
        ? {error: `the line is longer than ${limit} bytes`, line, byte}
        : parseLine(held.length === 0 ? rest : Buffer.concat([...held, rest]), line, byte)
    if (parsed !== undefined) batch.push(parsed)
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
  close(Buffer.alloc(0))
  if (batch.length > 0) yield batch
}

function parseLine(bytes: Buffer, line: number, byte: number): JsonLine | undefined {
  const start = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const text = bytes.toString('utf8', start)
  if (text.trim() === '') return undefined
  try {
    return {value: JSON.parse(text), line, byte}
  } catch {
    return {error: findJsonError(bytes, start)?.problem ?? 'this is not JSON', line, byte}
  }
}
