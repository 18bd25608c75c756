import {BACKSLASH} from './json-bytes.js'
import {latin1Text} from './latin1-text.js'

/** Longest text, in bytes, that is decoded here. */
const LONGEST = 16 * 1024
/** UTF-16 takes at most two bytes for each of UTF-8. */
const scratch = Buffer.alloc(2 * LONGEST)

/**
 * The text of UTF-8 bytes, invalid ones as U+FFFD. What `toString` gives, which takes four times as long for text that is not
 * ASCII.
 */
export function readText(bytes: Buffer, start: number, end: number): string {
  const length = end - start > LONGEST ? INVALID : transcode(bytes, start, end, 0)
  return length === INVALID ? bytes.toString('utf8', start, end) : scratch.toString('utf16le', 0, length)
}

/** The text of bytes between quotes of JSON in which there are escapes; undefined when it is not all plain to see. */
export function readEscapedText(bytes: Buffer, start: number, end: number): string | undefined {
  if (end - start > LONGEST) return undefined
  const narrow = readNarrowText(bytes, start, end)
  if (narrow !== undefined) return narrow
  let to = 0
  for (let at = start; at < end; ) {
    let mark = at
    while (mark < end && bytes[mark] !== BACKSLASH) mark++
    to = transcode(bytes, at, mark, to)
    if (to === INVALID) return undefined
    if (mark === end) break
    const unit = escapedUnit(bytes, mark + 1, end)
    if (unit === INVALID) return undefined
    scratch[to++] = unit
    scratch[to++] = unit >> 8
    at = mark + (bytes[mark + 1] === LETTER_U ? 6 : 2)
  }
  return scratch.toString('utf16le', 0, to)
}

/** The same where a byte is enough for each character, and all that is not ASCII is escaped: half as large, and quicker in all that is done with it. */
function readNarrowText(bytes: Uint8Array, start: number, end: number): string | undefined {
  let to = 0
  for (let at = start; at < end; ) {
    const byte = bytes[at]!
    if (byte > ASCII) return undefined
    if (byte !== BACKSLASH) {
      scratch[to++] = byte
      at++
    } else {
      const unit = escapedUnit(bytes, at + 1, end)
      if (unit > WIDEST_NARROW || unit === INVALID) return undefined
      scratch[to++] = unit
      at += bytes[at + 1] === LETTER_U ? 6 : 2
    }
  }
  return latin1Text(scratch, 0, to)
}

const ASCII = 0x7f
const WIDEST_NARROW = 0xff
const LETTER_U = 0x75
const INVALID = -1

/** What stands for itself, and the letters that stand for control characters. */
const ESCAPES = new Int32Array(0x80).fill(INVALID)
for (const [letter, unit] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  ESCAPES[letter!.charCodeAt(0)] = unit!.charCodeAt(0)

/** The unit of UTF-16 that the escape stands for of which the second byte is at `at`. */
function escapedUnit(bytes: Uint8Array, at: number, end: number): number {
  const letter = bytes[at]!
  if (at >= end) return INVALID
  if (letter !== LETTER_U) return letter < 0x80 ? ESCAPES[letter]! : INVALID
  let unit = 0
  for (let i = at + 1; i <= at + 4; i++) unit = unit * 16 + hexDigit(bytes[i]!)
  return at + 4 < end && unit >= 0 ? unit : INVALID
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  // Such that no other digits make up for it.
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN
}

/** Writes the text into `scratch` from `from` on as UTF-16LE, as far as it is valid. Returns the position behind it there. */
function transcode(bytes: Uint8Array, start: number, end: number, from: number): number {
  let to = from
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
