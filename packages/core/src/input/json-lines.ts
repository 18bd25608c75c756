import {findJsonError} from './json/json-error.js'
import {type LineFault, splitLines} from './split-lines.js'

/** One line of NDJSON: its value, or a clause that tells why it has none. `line` counts from 1, `byte` (of the line's start) from 0. */
export type JsonLine = {value: unknown; line: number; byte: number; error?: undefined} | LineFault

/**
 * The values of newline-delimited JSON, one a line, a few hundred at a time. Blank lines are passed over, a byte order
 * mark is dropped, invalid UTF-8 becomes U+FFFD. A line that is not JSON is an error in its place and the next ones are
 * read.
 * @param options.limit longest line in bytes, default 64 MiB; a longer one is an error in its place
 */
export function jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  options: {limit?: number} = {},
): AsyncGenerator<readonly JsonLine[]> {
  return splitLines<JsonLine>(chunks, options, parseLine)
}

function parseLine(bytes: Buffer, line: number, byte: number): JsonLine | undefined {
  const text = bytes.toString('utf8')
  if (text.trim() === '') return undefined
  try {
    return {value: JSON.parse(text), line, byte}
  } catch {
    return {error: findJsonError(bytes, 0)?.problem ?? 'this is not JSON', line, byte}
  }
}
