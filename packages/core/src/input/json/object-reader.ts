import {type Field, FieldTable, isAt} from './field-table.js'
import {type FieldTree, setField} from './field-tree.js'
import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endsScalar,
  isDigit,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  startsScalar,
} from './json-bytes.js'
import {type Build, parseValue} from './parse-value.js'
import {readEscapedText, readText} from './read-text.js'
import {RecentTexts} from './recent-texts.js'

/** Integers of more digits may be too large for a double. */
const SAFE_DIGITS = 15
/** Containers nested deeper than a number has bits for are not stepped over. */
const DEEPEST = 30
const ASCII = 0x7f

const NULL = Buffer.from('null')
const FALSE = Buffer.from('false')
const TRUE = Buffer.from('true')

const PLAIN = 0
const SPECIAL = 1
/** What ends a string or must not stand in it as it is. */
const IN_STRING = new Uint8Array(256).fill(SPECIAL, 0, 0x20)
for (const byte of [QUOTE, BACKSLASH]) IN_STRING[byte] = SPECIAL
const SPACE = 0x20
const IN_CONTAINER = new Uint8Array(256)
for (const byte of [0, QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY]) IN_CONTAINER[byte] = SPECIAL

/**
 * Builds the wanted fields of an object straight from its bytes, and steps over all else by its quotes and brackets. What is
 * not plain to see is left to `JSON.parse`, which has the last word on what is JSON: single values here, whole objects by the
 * caller.
 */
export class ObjectReader {
  /** What was read last. */
  value: unknown
  readonly #fields: FieldTable
  readonly #build: Build
  /** Of the field that is being read. */
  #recent = new RecentTexts()

  constructor(fields: FieldTree, exactIntegers: boolean) {
    this.#fields = new FieldTable(fields)
    this.#build = {fields: undefined, exactIntegers}
  }

  /**
   * @param bytes with a 0 behind the last one, which ends everything
   * @returns the position behind the object that starts at `start`, or 0 when it is cut, no JSON or not taken for another reason
   */
  read(bytes: Buffer, start: number): number {
    return bytes[start] === OPEN_OBJECT ? this.#object(this.#fields, bytes, start) : 0
  }

  #object(fields: FieldTable, bytes: Buffer, start: number): number {
    const object: Record<string, unknown> = {}
    let at = skipSpace(bytes, start + 1)
    if (bytes[at] !== CLOSE_OBJECT) {
      for (let key = fields.first; ; ) {
        if (bytes[at] !== QUOTE) return 0
        let field: Field | undefined
        const guess = key.next
        if (guess !== undefined && isAt(guess.spelling, bytes, at + 1)) {
          key = guess
          field = key.field
          at += 1 + key.spelling.length
        } else {
          const keyEnd = plainEnd(bytes, at + 1)
          if (bytes[keyEnd] !== QUOTE) return 0
          key.next = fields.find(bytes, at + 1, keyEnd)
          field = key.next?.field
          key = key.next ?? key
          at = keyEnd + 1
        }
        at = skipSpace(bytes, at)
        if (bytes[at] !== COLON) return 0
        at = skipSpace(bytes, at + 1)
        at = field === undefined ? valueEnd(bytes, at) : this.#member(object, field, bytes, at)
        if (at === 0) return 0
        at = skipSpace(bytes, at)
        if (bytes[at] !== COMMA) break
        at = skipSpace(bytes, at + 1)
      }
      if (bytes[at] !== CLOSE_OBJECT) return 0
    }
    this.value = object
    return at + 1
  }

  /** @returns the position behind the value, or 0; so do all below */
  #member(object: Record<string, unknown>, {key, inner, recent}: Field, bytes: Buffer, start: number): number {
    let end: number
    this.#recent = recent
    if (inner === undefined) end = this.#read(bytes, start)
    else if (bytes[start] === OPEN_ARRAY) end = this.#list(inner, bytes, start)
    else end = this.#within(inner, bytes, start)
    setField(object, key, this.value)
    return end
  }

  #list(fields: FieldTable, bytes: Buffer, start: number): number {
    const list: unknown[] = []
    let at = skipSpace(bytes, start + 1)
    if (bytes[at] !== CLOSE_ARRAY) {
      for (;;) {
        at = this.#within(fields, bytes, at)
        if (at === 0) return 0
        list.push(this.value)
        at = skipSpace(bytes, at)
        if (bytes[at] !== COMMA) break
        at = skipSpace(bytes, at + 1)
      }
      if (bytes[at] !== CLOSE_ARRAY) return 0
    }
    this.value = list
    return at + 1
  }

  #within(fields: FieldTable, bytes: Buffer, start: number): number {
    return bytes[start] === OPEN_OBJECT ? this.#object(fields, bytes, start) : this.#read(bytes, start)
  }

  #read(bytes: Buffer, start: number): number {
    const first = bytes[start]!
    if (first === QUOTE) return this.#string(bytes, start)
    if (isDigit(first)) return this.#digits(bytes, start)
    if (first === NULL[0]) return this.#literal(bytes, start, NULL, null)
    if (first === FALSE[0]) return this.#literal(bytes, start, FALSE, false)
    if (first === TRUE[0]) return this.#literal(bytes, start, TRUE, true)
    if (first === OPEN_ARRAY && bytes[start + 1] === CLOSE_ARRAY) {
      this.value = []
      return start + 2
    }
    return this.#parse(bytes, start, valueEnd(bytes, start))
  }

  #literal(bytes: Buffer, start: number, word: Uint8Array, value: boolean | null): number {
    for (let i = 1; i < word.length; i++) if (bytes[start + i] !== word[i]) return 0
    this.value = value
    return start + word.length
  }

  #string(bytes: Buffer, start: number): number {
    let seen = 0
    let isEscaped = false
    let at = start + 1
    for (;;) {
      for (let byte = bytes[at]!; IN_STRING[byte] === PLAIN; byte = bytes[++at]!) seen |= byte
      if (bytes[at] === QUOTE) break
      if (bytes[at] !== BACKSLASH || bytes[at + 1] === 0) return 0
      isEscaped = true
      at += 2
    }
    if (isEscaped) return this.#escaped(bytes, start, at)
    this.value = seen > ASCII ? readText(bytes, start + 1, at) : this.#recent.read(bytes, start + 1, at)
    return at + 1
  }

  #escaped(bytes: Buffer, start: number, end: number): number {
    const text = readEscapedText(bytes, start + 1, end)
    if (text === undefined) return this.#parse(bytes, start, end + 1)
    this.value = text
    return end + 1
  }

  #digits(bytes: Buffer, start: number): number {
    let number = 0
    let at = start
    for (; isDigit(bytes[at]!); at++) number = number * 10 + bytes[at]! - 0x30
    const isPlain = endsScalar(bytes[at]!) && at - start <= SAFE_DIGITS && (bytes[start] !== 0x30 || at - start === 1)
    if (!isPlain) return this.#parse(bytes, start, valueEnd(bytes, start))
    this.value = number
    return at
  }

  #parse(bytes: Buffer, start: number, end: number): number {
    if (end === 0) return 0
    try {
      this.value = parseValue(bytes, start, end, this.#build)
      return end
    } catch {
      return 0
    }
  }
}

/** The position behind the value at `start`, or 0. */
function valueEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start]!
  if (first === QUOTE) return stringEnd(bytes, start + 1)
  if (first === OPEN_OBJECT || first === OPEN_ARRAY) return containerEnd(bytes, start)
  if (!startsScalar(first)) return 0
  let at = start + 1
  while (!endsScalar(bytes[at]!)) at++
  return at
}

/** Where the run of ordinary characters of a string ends that starts at `start`. */
function plainEnd(bytes: Uint8Array, start: number): number {
  let at = start
  while (IN_STRING[bytes[at]!] === PLAIN) at++
  return at
}

/** The position behind the string inside of which `start` is, or 0. */
function stringEnd(bytes: Uint8Array, start: number): number {
  for (let at = plainEnd(bytes, start); ; at = plainEnd(bytes, at + 2)) {
    if (bytes[at] === QUOTE) return at + 1
    if (bytes[at] !== BACKSLASH || bytes[at + 1] === 0) return 0
  }
}

/** One loop, strings and indentation in it: half of what is stepped over are the texts of containers. */
function containerEnd(bytes: Uint8Array, start: number): number {
  // a bit for each open container, the innermost last: 1 for an object
  let open = 0
  let depth = 0
  for (let at = start; ; at++) {
    let byte = bytes[at]!
    while (byte === SPACE) byte = bytes[++at]!
    if (IN_CONTAINER[byte] === PLAIN) continue
    if (byte === QUOTE) {
      at++
      for (;;) {
        while (isPlain4(bytes, at)) at += 4
        byte = bytes[at]!
        if (IN_STRING[byte] === PLAIN) at++
        else if (byte === QUOTE) break
        else if (byte !== BACKSLASH || bytes[at + 1] === 0) return 0
        else at += 2
      }
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth++ === DEEPEST) return 0
      open = (open << 1) | (byte === OPEN_OBJECT ? 1 : 0)
    } else {
      const isOpen = byte === CLOSE_OBJECT ? 1 : byte === CLOSE_ARRAY ? 0 : -1
      if ((open & 1) !== isOpen) return 0
      open >>= 1
      if (--depth === 0) return at + 1
    }
  }
}

function isPlain4(bytes: Uint8Array, at: number): boolean {
  return (
    (IN_STRING[bytes[at]!]! | IN_STRING[bytes[at + 1]!]! | IN_STRING[bytes[at + 2]!]! | IN_STRING[bytes[at + 3]!]!) ===
    PLAIN
  )
}
