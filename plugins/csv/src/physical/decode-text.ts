import {isAscii} from 'node:buffer'

/** What decoding had to change, for one notice per file. */
export interface DecodeCounts {
  /** Bytes that are not valid in the encoding: they became U+FFFD. */
  invalid: number
  /** Line of the first of them. */
  invalidLine: number | undefined
  /** NUL characters that were removed. */
  nuls: number
  /** Byte order marks in the middle: somebody joined files. */
  marks: number
}

const REPLACED = '\uFFFD'

/**
 * Bytes to text, in pieces of any size. A character that is split over two pieces stays whole; NUL characters and byte order marks
 * at the start of a line are removed; a first line `sep=;` becomes an empty one, so that lines count as in the file.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  counts: DecodeCounts = {invalid: 0, invalidLine: undefined, nuls: 0, marks: 0},
): AsyncIterable<string> {
  const decode = createDecoder(encoding)
  let line = 1
  let first = true
  // The last line end, so that a mark which opens the next piece is seen at the start of a line.
  let before = '\n'

  function clean(decoded: string): string {
    let text = decoded
    if (text.includes('\0')) {
      const length = text.length
      text = text.replaceAll('\0', '')
      counts.nuls += length - text.length
    }
    if (text.includes('\uFEFF')) {
      const length = text.length
      text = (before + text).replace(/(?<=[\r\n])\uFEFF/g, '').slice(before.length)
      counts.marks += length - text.length
    }
    if (text.includes(REPLACED)) {
      counts.invalidLine ??= line + occurrences(text.slice(0, text.indexOf(REPLACED)), '\n')
      counts.invalid += occurrences(text, REPLACED)
    }
    if (text !== '') before = text.endsWith('\n') || text.endsWith('\r') ? '\n' : ''
    line += occurrences(text, '\n')
    return text
  }

  let held = ''
  for await (const chunk of chunks) {
    let text = held + clean(decode(chunk))
    held = ''
    if (first) {
      // Enough to see `"sep=;"` and its line end.
      if (text.length < 16) {
        held = text
        continue
      }
      text = withoutSeparatorLine(text)
      first = false
    }
    if (text !== '') yield text
  }
  const rest = held + clean(decode())
  if (rest !== '') yield first ? withoutSeparatorLine(rest) : rest
}

/**
 * A decoder of pieces; without one it gives what is left. ASCII, as far as a file is, is taken as it stands: quicker, and its strings take half
 * the memory.
 */
function createDecoder(encoding: string): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder(encoding)
  /** The decoder stands between characters, and the byte order mark is behind it. */
  let between = false
  return (chunk) => {
    if (chunk === undefined) return decoder.decode()
    if (between && isAscii(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
    between = decoder.encoding === 'utf-8' && (chunk.at(-1) ?? 0x80) < 0x80
    return decoder.decode(chunk, {stream: true})
  }
}

/** The delimiter that a spreadsheet wrote into the first line, `sep=;`. */
export function separatorLine(text: string): string | undefined {
  return /^"?sep=([^\r\n"])"?(?=\r|\n|$)/i.exec(text)?.[1]
}

function withoutSeparatorLine(text: string): string {
  return separatorLine(text) === undefined ? text : text.replace(/^[^\r\n]*/, '')
}

function occurrences(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found += 1
  return found
}
