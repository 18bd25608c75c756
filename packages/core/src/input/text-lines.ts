import {type LineFault, splitLines} from './split-lines.js'

/** A line of text without its end, or a clause that tells why it cannot be given. `line` counts from 1, `byte` (of its start) from 0. */
export type TextLine = {text: string; line: number; byte: number; error?: undefined} | LineFault

/**
 * The lines of a text file, blank ones included, a few hundred at a time. Lines end in LF or CR LF. A byte order mark is dropped,
 * invalid UTF-8 becomes U+FFFD.
 * @param options.limit longest line in bytes, default 64 MiB; a longer one is an error in its place
 */
export function textLines(
  chunks: AsyncIterable<Uint8Array>,
  options: {limit?: number} = {},
): AsyncGenerator<readonly TextLine[]> {
  return splitLines<TextLine>(chunks, options, (bytes, line, byte) => {
    const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length
    return {text: bytes.toString('utf8', 0, end), line, byte}
  })
}
