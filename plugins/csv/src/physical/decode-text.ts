import {isAscii, isUtf8} from 'node:buffer'

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
const MARK_BYTES = Buffer.from('\uFEFF')
const REPLACED_BYTES = Buffer.from(REPLACED)

/**
 * Bytes in any encoding to bytes in UTF-8, in pieces of any size. A character that is split over two pieces stays whole; NUL characters and byte
 * order marks at the start of a line are removed; a first line `sep=;` becomes an empty one, so that lines count as in the file.
 * @param lineNow line on which what was given out so far ends
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  counts: DecodeCounts = {invalid: 0, invalidLine: undefined, nuls: 0, marks: 0},
  lineNow: () => number = () => 1,
): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding)
  /** The next piece begins with a character of UTF-8, and is not the first. */
  let between = false
  // The last line end, so that a mark which opens the next piece is seen at the start of a line.
  let before = '\n'
  /** The beginning, until it is long enough. */
  let held: string | undefined = ''

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
      const lines = (held ?? '') + text.slice(0, text.indexOf(REPLACED))
      counts.invalidLine ??= lineNow() + occurrences(lines, '\n')
      counts.invalid += occurrences(text, REPLACED)
    }
    if (text !== '') before = text.endsWith('\n') || text.endsWith('\r') ? '\n' : ''
    return text
  }

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    const last = bytes.at(-1)
    if (last === undefined) continue
    if (between && isClean(bytes)) {
      before = last === 10 || last === 13 ? '\n' : ''
      yield bytes
      continue
    }
    let text = clean(decoder.decode(bytes, {stream: true}))
    if (held !== undefined) {
      held += text
      // Enough to see `"sep=;"` and its line end.
      if (held.length < 16) continue
      text = withoutSeparatorLine(held)
      held = undefined
    }
    between = decoder.encoding === 'utf-8' && last < 0x80
    if (text !== '') yield Buffer.from(text)
  }
  const text = clean(decoder.decode())
  const rest = held === undefined ? text : withoutSeparatorLine(held + text)
  if (rest !== '') yield Buffer.from(rest)
}

/** Whole characters of UTF-8 of which none has to be removed or counted: nearly all pieces of nearly all files, told without decoding them. */
function isClean(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  return isAscii(bytes) || (isUtf8(bytes) && !bytes.includes(MARK_BYTES) && !bytes.includes(REPLACED_BYTES))
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
