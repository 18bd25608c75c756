const BACKSLASH = 0x5c
const X = 0x78

/**
 * Control characters stand in exports as `\xNN`, which is no JSON (tdesktop#27571): becomes `\u00NN`. Works on bytes, in front
 * of the parser, and holds back at most three of them between pieces.
 *
 *     form feed \x0C end, path C:\\x41
 *               ^^^^ an escape       ^^^^^ a backslash and then x41: untouched
 */
export async function* repairHexEscapes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0)
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (held.length > 0) bytes = Buffer.concat([held, bytes])
    const end = bytes.length - unfinished(bytes)
    held = Buffer.from(bytes.subarray(end))
    const piece = replaceEscapes(bytes.subarray(0, end))
    if (piece.length > 0) yield piece
  }
  if (held.length > 0) yield replaceEscapes(held)
}

function replaceEscapes(bytes: Buffer): Buffer {
  let at = bytes.indexOf('\\x')
  if (at === -1) return bytes
  const parts: Buffer[] = []
  let copied = 0
  for (; at !== -1; at = bytes.indexOf('\\x', at + 2)) {
    if (isEscaped(bytes, at)) continue
    const digits = bytes.toString('latin1', at + 2, at + 4)
    // Anything else after `\x` keeps its backslash as text.
    parts.push(bytes.subarray(copied, at), Buffer.from(/^[0-9A-Fa-f]{2}$/.test(digits) ? '\\u00' : '\\\\x'))
    copied = at + 2
  }
  parts.push(bytes.subarray(copied))
  return Buffer.concat(parts)
}

/** How many bytes at the end may belong to an escape that goes on in the next piece. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const at = bytes.length - back
    if (bytes[at] !== BACKSLASH || isEscaped(bytes, at)) continue
    return back === 1 || bytes[at + 1] === X ? back : 0
  }
  return 0
}

/** True when the backslash at `at` is itself the second half of `\\`. Pieces never start inside an escape. */
function isEscaped(bytes: Buffer, at: number): boolean {
  let before = at - 1
  while (before >= 0 && bytes[before] === BACKSLASH) before--
  return (at - before) % 2 === 0
}
