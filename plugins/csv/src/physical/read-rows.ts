import {gunzip, type InputFile} from '@everport/plugin-kit'
import {type DecodeCounts, decodeText} from './decode-text.js'
import type {Dialect} from './dialect.js'
import {type BrokenLine, createRowParser, type Row} from './row-parser.js'

/** Text is parsed in steps of this size, so that a huge piece of input does not become a huge array of rows. */
const STEP = 64 * 1024

/** All rows of a file, in batches, in flat memory. */
export async function* readRows(
  {file, gzipped, encoding, dialect}: {file: InputFile; gzipped: boolean; encoding: {label: string}; dialect: Dialect},
  width: number,
  counts?: DecodeCounts,
): AsyncGenerator<(Row | BrokenLine)[]> {
  const parser = createRowParser(dialect, width)
  const chunks = gzipped ? gunzip(file.chunks()) : file.chunks()
  for await (const text of decodeText(chunks, encoding.label, counts)) {
    for (let at = 0; at < text.length; at += STEP) {
      const rows = parser.write(whole(text, at))
      if (rows.length > 0) yield rows
    }
  }
  const rest = await parser.end()
  if (rest.length > 0) yield rest
}

/** The step that starts at `at`, without cutting a pair of surrogates in two. */
function whole(text: string, at: number): string {
  const start = at > 0 && isLow(text.charCodeAt(at)) ? at + 1 : at
  const end = at + STEP
  return text.slice(start, end < text.length && isLow(text.charCodeAt(end)) ? end + 1 : end)
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
