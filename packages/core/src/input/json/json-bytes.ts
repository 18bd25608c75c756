/** The bytes that JSON is made of. */
export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const COMMA = 0x2c
export const COLON = 0x3a
export const MINUS = 0x2d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const SPACE = 0x20
export const LF = 0x0a
export const CR = 0x0d

export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === 0x09
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** First byte of any value. */
export function startsValue(byte: number): boolean {
  return byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY || startsScalar(byte)
}

/** First byte of a number, `true`, `false` or `null`. */
export function startsScalar(byte: number): boolean {
  return isDigit(byte) || byte === MINUS || byte === 0x74 || byte === 0x66 || byte === 0x6e
}

/** Where a number or a literal (or what stands in its place) ends. The sentinel 0 is one of these. */
export function endsScalar(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === CLOSE_OBJECT ||
    byte === CLOSE_ARRAY ||
    byte === COLON ||
    byte === QUOTE ||
    byte === OPEN_OBJECT ||
    byte === OPEN_ARRAY ||
    byte === 0 ||
    isSpace(byte)
  )
}

/** Position of the next byte that is no space. Some such byte must follow: in a window the 0 behind the last. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (isSpace(bytes[at]!)) at++
  return at
}
