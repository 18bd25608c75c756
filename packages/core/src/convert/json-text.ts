const QUOTE = 0x22
const BACKSLASH = 0x5c
const HEX = Buffer.from('0123456789abcdef')
/** Bytes that a unit of UTF-16 takes at most: `\u0000`. */
const WIDEST = 6

const PLAIN = 0
const NUMBERED = 1
/** Of the ASCII characters that do not stand for themselves: the letter behind the backslash, or `NUMBERED`. */
const ESCAPES = new Uint8Array(0x80).fill(NUMBERED, 0, 0x20)
for (const [character, letter] of ['\bb', '\tt', '\nn', '\ff', '\rr', '""', '\\\\'])
  ESCAPES[character!.charCodeAt(0)] = letter!.charCodeAt(0)

/** Bytes that a text of this length takes at most. */
export function roomForJson(length: number): number {
  return length * WIDEST + 2
}

/**
 * Writes what `JSON.stringify` makes of a text as UTF-8: in one pass, where making the string and encoding it are two and the
 * first of them copies.
 * @param to position of the opening quote; `roomForJson` must be free from there
 * @returns the position behind the closing quote
 */
export function putJsonText(bytes: Uint8Array, to: number, text: string): number {
  const {length} = text
  bytes[to++] = QUOTE
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      if (ESCAPES[unit] === PLAIN) bytes[to++] = unit
      else to = putEscape(bytes, to, unit)
    } else if (unit < 0x800) {
      bytes[to++] = 0xc0 | (unit >> 6)
      bytes[to++] = 0x80 | (unit & 0x3f)
    } else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[to++] = 0xe0 | (unit >> 12)
      bytes[to++] = 0x80 | ((unit >> 6) & 0x3f)
      bytes[to++] = 0x80 | (unit & 0x3f)
    } else {
      const next = i + 1 < length ? text.charCodeAt(i + 1) : 0
      if (unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
        const point = ((unit - 0xd7c0) << 10) | (next & 0x3ff)
        bytes[to++] = 0xf0 | (point >> 18)
        bytes[to++] = 0x80 | ((point >> 12) & 0x3f)
        bytes[to++] = 0x80 | ((point >> 6) & 0x3f)
        bytes[to++] = 0x80 | (point & 0x3f)
        i++
      } else to = putNumber(bytes, to, unit)
    }
  }
  bytes[to++] = QUOTE
  return to
}

function putEscape(bytes: Uint8Array, to: number, unit: number): number {
  const letter = ESCAPES[unit]!
  if (letter === NUMBERED) return putNumber(bytes, to, unit)
  bytes[to] = BACKSLASH
  bytes[to + 1] = letter
  return to + 2
}

/** `\u001f`; half of a surrogate pair, too, is written so. */
function putNumber(bytes: Uint8Array, to: number, unit: number): number {
  bytes[to++] = BACKSLASH
  bytes[to++] = 0x75
  for (let shift = 12; shift >= 0; shift -= 4) bytes[to++] = HEX[(unit >> shift) & 0xf]!
  return to
}
