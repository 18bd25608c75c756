/** Longest text, in bytes, that is decoded here. */
const LONGEST = 16 * 1024
/** UTF-16 takes at most two bytes for each of UTF-8. */
const scratch = Buffer.alloc(2 * LONGEST)

/**
 * The text of UTF-8 bytes, invalid ones as U+FFFD. What `toString` gives, which takes four times as long for text that is not
 * ASCII.
 */
export function readText(bytes: Buffer, start: number, end: number): string {
  const length = end - start > LONGEST ? INVALID : transcode(bytes, start, end)
  return length === INVALID ? bytes.toString('utf8', start, end) : scratch.toString('utf16le', 0, length)
}

const INVALID = -1

/** Writes the text into `scratch` as UTF-16LE, as far as it is valid. Returns its length in bytes there. */
function transcode(bytes: Uint8Array, start: number, end: number): number {
  let to = 0
  for (let at = start; at < end; ) {
    const first = bytes[at]!
    let unit = first
    if (first < 0x80) at += 1
    else if (first < 0xe0) {
      const second = bytes[at + 1]! ^ 0x80
      unit = ((first & 0x1f) << 6) | second
      if (first < 0xc2 || second > 0x3f) return INVALID
      at += 2
    } else {
      const second = bytes[at + 1]! ^ 0x80
      const third = bytes[at + 2]! ^ 0x80
      if (second > 0x3f || third > 0x3f) return INVALID
      unit = ((first & 0x0f) << 12) | (second << 6) | third
      at += 3
      if (first >= 0xf0) {
        const fourth = bytes[at++]! ^ 0x80
        const point = ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth
        if (fourth > 0x3f || point < 0x10000 || point > 0x10ffff || first > 0xf4) return INVALID
        const high = 0xd7c0 + (point >> 10)
        scratch[to++] = high
        scratch[to++] = high >> 8
        unit = 0xdc00 | (point & 0x3ff)
      } else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return INVALID
    }
    scratch[to++] = unit
    scratch[to++] = unit >> 8
    // the last character goes on behind the end
    if (at > end) return INVALID
  }
  return to
}
