const KEY = '"document_id"'
const QUOTE = 0x22
const NEWLINE = 0x0a
/** A path longer than this is none. */
const LONGEST = 8192

/**
 * Versions 4.0.3 to 4.1.1 wrote custom emoji without quotes, which is no JSON (tdesktop#24961): the value, which nothing here
 * needs, is replaced by `""`.
 *
 *     "document_id": video_files/sticker (2).webm⏎     "document_id": (unavailable)⏎
 */
export async function* repairBareIds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0)
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (held.length > 0) bytes = Buffer.concat([held, bytes])
    const {done, rest} = replaceValues(bytes, false)
    held = Buffer.from(rest)
    if (done.length > 0) yield done
  }
  const {done} = replaceValues(held, true)
  if (done.length > 0) yield done
}

/** `rest` is what can only be judged with the next bytes. */
function replaceValues(bytes: Buffer, isLast: boolean): {done: Buffer; rest: Buffer} {
  const parts: Buffer[] = []
  let copied = 0
  let end = bytes.length
  for (let at = bytes.indexOf(KEY); at !== -1; at = bytes.indexOf(KEY, at + KEY.length)) {
    const value = bareValue(bytes, at + KEY.length)
    if (value === 'valid') continue
    if (value === 'cut') {
      if (!isLast && bytes.length - at <= LONGEST) end = at
      break
    }
    parts.push(bytes.subarray(copied, value.from), Buffer.from('""'))
    copied = value.to
  }
  if (!isLast && end === bytes.length) end -= startOfKey(bytes)
  end = Math.max(end, copied)
  parts.push(bytes.subarray(copied, end))
  return {done: parts.length === 1 ? parts[0]! : Buffer.concat(parts), rest: bytes.subarray(end)}
}

function bareValue(bytes: Buffer, afterKey: number): 'valid' | 'cut' | {from: number; to: number} {
  let at = skipBlanks(bytes, afterKey)
  if (at === bytes.length) return 'cut'
  if (bytes[at] !== 0x3a) return 'valid'
  at = skipBlanks(bytes, at + 1)
  if (at === bytes.length) return 'cut'
  if (bytes[at] === QUOTE) return 'valid'
  const lineEnd = bytes.indexOf(NEWLINE, at)
  // Numbers and null are JSON, and only the writer itself puts one value on a line.
  const line = bytes.toString('latin1', at, Math.min(lineEnd === -1 ? bytes.length : lineEnd, at + 64))
  if (/^(?:-?\d+|null)\s*[,}]/.test(line)) return 'valid'
  if (lineEnd === -1) return 'cut'
  if (/^(?:-?\d+|null)\s*$/.test(line)) return 'valid'
  let to = lineEnd
  while (to > at && (bytes[to - 1] === 0x0d || bytes[to - 1] === 0x20)) to--
  if (bytes[to - 1] === 0x2c) to--
  return {from: at, to}
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === NEWLINE || bytes[at] === 0x0d))
    at++
  return at
}

/** How many bytes at the end are the beginning of the key. */
function startOfKey(bytes: Buffer): number {
  for (let length = Math.min(KEY.length - 1, bytes.length); length > 0; length--) {
    if (bytes.toString('latin1', bytes.length - length) === KEY.slice(0, length)) return length
  }
  return 0
}
