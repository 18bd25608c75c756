/** One line of NDJSON: its value, or why it has none. `line` counts from 1, `byte` (of the line's start) from 0. */
export type JsonLine =
  | {value: unknown; line: number; byte: number; error?: undefined}
  | {error: string; line: number; byte: number}

const LF = 0x0a
const BATCH = 256

/**
 * The values of newline-delimited JSON, one a line, a few hundred at a time. Blank lines are passed over, a byte order mark
 * is dropped, invalid UTF-8 becomes U+FFFD. A line that is not JSON is an error in its place and the next ones are read.
 * @param options.limit longest line in bytes, default 64 MiB; a longer one is an error in its place
 */
export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  options: {limit?: number} = {},
): AsyncGenerator<readonly JsonLine[]> {
  const {limit = 64 * 1024 * 1024} = options
  let batch: JsonLine[] = []
  let held: Buffer[] = []
  let heldLength = 0
  let line = 1
  let byte = 0

  const hold = (piece: Uint8Array) => {
    heldLength += piece.length
    if (heldLength <= limit) held.push(Buffer.from(piece))
    else held = []
  }
  const close = (terminator: number) => {
    if (heldLength > limit) batch.push({error: `the line is longer than ${limit} bytes`, line, byte})
    else {
      const parsed = parseLine(held.length === 1 ? held[0]! : Buffer.concat(held), line, byte)
      if (parsed !== undefined) batch.push(parsed)
    }
    byte += heldLength + terminator
    line++
    held = []
    heldLength = 0
  }

  for await (const chunk of chunks) {
    let at = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, at)) {
      hold(chunk.subarray(at, end))
      close(1)
      at = end + 1
      if (batch.length === BATCH) {
        yield batch
        batch = []
      }
    }
    if (at < chunk.length) hold(chunk.subarray(at))
    if (batch.length > 0) yield batch
    batch = []
  }
  close(0)
  if (batch.length > 0) yield batch
}

function parseLine(bytes: Buffer, line: number, byte: number): JsonLine | undefined {
  const marked = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = bytes.toString('utf8', marked ? 3 : 0)
  if (text.trim() === '') return undefined
  try {
    return {value: JSON.parse(text), line, byte}
  } catch (error) {
    return {error: error instanceof Error ? error.message : String(error), line, byte}
  }
}
