import {gunzip, type InputFile} from '@everport/plugin-kit'
import {type DecodeCounts, decodeText} from './decode-text.js'
import type {Dialect} from './dialect.js'
import type {BrokenLine, Row} from './row-parser.js'
import {createRowStream} from './row-stream.js'

/** Bytes that are decoded and cut at once: their text still fits where V8 keeps what is soon forgotten. */
const STEP = 32 * 1024

/** All rows of a file, in batches, in flat memory. */
export async function* readRows(
  {file, gzipped, encoding, dialect}: {file: InputFile; gzipped: boolean; encoding: {label: string}; dialect: Dialect},
  width: number,
  counts?: DecodeCounts,
): AsyncGenerator<(Row | BrokenLine)[]> {
  const parser = createRowStream(dialect, width)
  const chunks = gzipped ? gunzip(file.chunks()) : file.chunks()
  for await (const text of decodeText(steps(chunks), encoding.label, counts)) {
    const rows = parser.write(text)
    if (rows.length > 0) yield rows
  }
  const rest = await parser.end()
  if (rest.length > 0) yield rest
}

async function* steps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += STEP) yield chunk.subarray(at, at + STEP)
  }
}
