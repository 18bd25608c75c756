import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endsScalar,
  isSpace,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  startsScalar,
} from './json-bytes.js'

/** Why bytes are not JSON. */
export interface JsonError {
  /** Position of the first byte at fault; the end when bytes are missing. */
  byte: number
  /** A clause for people, e.g. `expected "," or "}"`. */
  problem: string
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'separator'

const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/
const CUT_ESCAPE = /^\\(?:u[\da-fA-F]{0,3})?$/
const ESCAPE = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/

/**
 * Finds what `JSON.parse` objects to, which tells neither reliably where nor in bytes. Slow: for text that it has
 * refused.
 * @returns undefined when the bytes are one JSON value
 */
export function findJsonError(bytes: Buffer, start = 0, end = bytes.length): JsonError | undefined {
  const open: number[] = []
  let at = start
  let expected = 'value' as Expected
  const fail = (problem: string): JsonError =>
    at < end ? {byte: at, problem} : {byte: end, problem: 'the text ends too early'}

  for (;;) {
    while (at < end && isSpace(bytes[at]!)) at++
    const byte = at < end ? bytes[at]! : -1
    if (expected === 'separator') {
      const opener = open.at(-1)
      if (opener === undefined) return at < end ? fail('something follows the end') : undefined
      const closer = opener === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY
      if (byte === closer) open.pop()
      else if (byte === COMMA) expected = opener === OPEN_OBJECT ? 'key' : 'value'
      else return fail(`expected "," or "${String.fromCharCode(closer)}"`)
      at++
    } else if (expected === 'colon') {
      if (byte !== COLON) return fail('expected ":"')
      expected = 'value'
      at++
    } else if (
      (expected === 'key or end' && byte === CLOSE_OBJECT) ||
      (expected === 'value or end' && byte === CLOSE_ARRAY)
    ) {
      open.pop()
      expected = 'separator'
      at++
    } else if (byte === QUOTE) {
      const problem = readString()
      if (problem !== undefined) return fail(problem)
      expected = expected === 'key' || expected === 'key or end' ? 'colon' : 'separator'
    } else if (expected === 'key' || expected === 'key or end') return fail('expected a key in quotes')
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      open.push(byte)
      expected = byte === OPEN_OBJECT ? 'key or end' : 'value or end'
      at++
    } else {
      const from = at
      while (at < end && !endsScalar(bytes[at]!)) at++
      if (SCALAR.test(bytes.toString('latin1', from, at))) {
        expected = 'separator'
        continue
      }
      // a scalar that the end cuts is missing its rest, not wrong
      if (at < end || !startsScalar(byte)) at = from
      return fail('expected a value')
    }
  }

  function readString(): string | undefined {
    for (at++; at < end; at++) {
      const byte = bytes[at]!
      if (byte === QUOTE) {
        at++
        return undefined
      }
      if (byte < 0x20) return 'a line break or another control character stands in a string'
      if (byte !== BACKSLASH) continue
      const ahead = bytes.toString('latin1', at, Math.min(end, at + 6))
      const [valid] = ESCAPE.exec(ahead) ?? []
      if (valid !== undefined) at += valid.length - 1
      else if (!CUT_ESCAPE.test(ahead)) return 'a backslash stands before something that it cannot escape'
    }
    return 'the string does not end'
  }
}
