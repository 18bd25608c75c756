import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  CR,
  endsScalar,
  isSpace,
  LF,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  startsValue,
} from './json-bytes.js'

/**
 * Finds where an array goes on after an element that is not JSON. On one line that is the nearest place at which its
 * brackets close; where exporters write an element on several lines, the next line that is indented like its first.
 * @param start of the element; what stands in front of it tells how it is indented
 * @param isAll nothing comes after `end`, where the byte is 0
 * @returns a position of a separator or a new element, or undefined when more bytes are needed to tell
 */
export function findRescue(bytes: Buffer, start: number, end: number, isAll: boolean): number | undefined {
  const closed = nearest(closing(bytes, start, end, isAll, true), closing(bytes, start, end, isAll, false))
  const indent = indentOf(bytes, start)
  if (indent === undefined) return closed
  const lineEnd = bytes.indexOf(LF, start)
  if (closed !== undefined && (lineEnd < 0 || lineEnd >= closed)) return closed
  return outdent(bytes, start, end, isAll, indent) ?? (isAll ? closed : undefined)
}

function nearest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

/**
 * Where the brackets close, forgiving: a closer closes everything inside its opener, one without opener is passed over,
 * and an object cannot go on with `,{`.
 * @param breaks strings end with the line, which they must not span: for a string whose quote is missing
 */
function closing(bytes: Buffer, start: number, end: number, isAll: boolean, breaks: boolean): number | undefined {
  const first = bytes[start]!
  const at = endsScalar(first) ? balance(bytes, start, end, breaks) : scalarEnd(bytes, start, end)
  if (at === undefined || bytes[at] === COMMA) return at
  const behind = skipSpace(bytes, at)
  if (behind >= end) return isAll ? end : undefined
  const next = bytes[behind]!
  return next === COMMA || next === CLOSE_ARRAY || startsValue(next) || !endsScalar(first) ? behind : undefined
}

function balance(bytes: Buffer, start: number, end: number, breaks: boolean): number | undefined {
  const open: number[] = []
  for (let at = start; at < end; ) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      const behind = stringEnd(bytes, at, end, breaks)
      if (behind === undefined) return undefined
      at = behind - 1
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) open.push(byte)
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      const opener = open.lastIndexOf(byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_ARRAY)
      if (opener >= 0) open.length = opener
    } else if (byte === COMMA && open.length === 1 && open[0] === OPEN_OBJECT) {
      const next = skipSpace(bytes, at + 1)
      if (next < end && bytes[next] === OPEN_OBJECT) return at
    }
    at++
    if (open.length === 0) return at
  }
  return undefined
}

function stringEnd(bytes: Buffer, start: number, end: number, breaks: boolean): number | undefined {
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) return at + 1
    if (byte === BACKSLASH) at++
    else if (byte === LF && breaks) return at
  }
  return undefined
}

function scalarEnd(bytes: Buffer, start: number, end: number): number | undefined {
  let at = start
  while (at < end && !endsScalar(bytes[at]!)) at++
  return at < end ? at : undefined
}

/** Length of the space in front of the first value of a line, undefined for other values. */
function indentOf(bytes: Buffer, start: number): number | undefined {
  let line = start
  while (line > 0 && isSpace(bytes[line - 1]!) && bytes[line - 1] !== LF) line--
  return line > 0 && bytes[line - 1] === LF ? start - line : undefined
}

/** A line break inside a string is not JSON, so a line as far to the left as the element's first can be relied on. */
function outdent(bytes: Buffer, start: number, end: number, isAll: boolean, indent: number): number | undefined {
  for (let at = bytes.indexOf(LF, start); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) {
    const first = skipSpace(bytes, at + 1)
    const column = first - at - 1
    if (first >= end || column > indent) continue
    const byte = bytes[first]!
    if (column === indent && byte === bytes[start] && bytes[first + 1] === bytes[start + 1] && first + 1 < end)
      return first
    if ((byte !== CLOSE_OBJECT && byte !== CLOSE_ARRAY) || !endsLine(bytes, first + 1, end, isAll)) continue
    if (column === indent) return first + 1
    if (byte === CLOSE_ARRAY) return first
  }
  return undefined
}

function endsLine(bytes: Buffer, start: number, end: number, isAll: boolean): boolean {
  const at = bytes[start] === COMMA ? start + 1 : start
  return at < end ? bytes[at] === LF || bytes[at] === CR : isAll
}
