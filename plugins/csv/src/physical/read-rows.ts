import {gunzip, type InputFile} from '@everport/plugin-kit'
import {type DecodeCounts, decodeText} from './decode-text.js'
import type {Dialect} from './dialect.js'
import type {BrokenLine, Row} from './row-parser.js'
import {createRowStream} from './row-stream.js'

/** Bytes that are cut at once: their rows still fit where V8 keeps what is soon forgotten. */
const STEP = 32 * 1024
const LF = 10
const NOTHING = Buffer.alloc(0)

/** All rows of a file, in batches, in flat memory. */
export async function* readRows(
  {file, gzipped, encoding, dialect}: {file: InputFile; gzipped: boolean; encoding: {label: string}; dialect: Dialect},
  width: number,
  counts?: DecodeCounts,
): AsyncGenerator<(Row | BrokenLine)[]> {
  const parser = createRowStream(dialect, width)
  const chunks = gzipped ? gunzip(file.chunks()) : file.chunks()
  for await (const bytes of decodeText(steps(chunks), encoding.label, counts, () => parser.line)) {
    const rows = parser.write(bytes)
    if (rows.length > 0) yield rows
  }
  const rest = await parser.end()
  if (rest.length > 0) yield rest
}

/** The bytes in steps that end where a line does, as long as lines are shorter than a step: no character is cut in two, and few rows are. */
async function* steps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left: Buffer = NOTHING
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    for (let at = 0; ; ) {
      const lines = bytes.subarray(at, bytes.subarray(at, at + STEP).lastIndexOf(LF) + 1 + at)
      const step = lines.length > 0 || bytes.length - at + left.length < STEP ? lines : bytes.subarray(at, at + STEP)
      at += step.length
      if (step.length === 0) {
        left = Buffer.concat([left, bytes.subarray(at)])
        break
      }
      yield left.length === 0 ? step : Buffer.concat([left, step])
      left = NOTHING
    }
  }
  if (left.length > 0) yield left
}
