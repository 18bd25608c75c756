import {ByteSteps, isOrdinary, SPARE} from './byte-steps.js'
import {type DigitFields, MOST_DIGITS} from './digit-fields.js'
import {type Field, FieldTable, isAt, type Spare} from './field-table.js'
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
} from './json-bytes.js'
import {type Build, parseValue} from './parse-value.js'
import {readEscapedText, readText} from './read-text.js'
import type {RecentObjects} from './recent-objects.js'
import {RecentTexts} from './recent-texts.js'

const ASCII = 0x7f
const ZERO = 0x30
/** More digits may be more than a double can hold. */
const SAFE_DIGITS = 15

const NULL = Buffer.from('null')
const FALSE = Buffer.from('false')
const TRUE = Buffer.from('true')

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
  readonly #steps = new ByteSteps(Buffer.alloc(SPARE))
  /** Of the field that is being read. */
  #recent = new RecentTexts()

  constructor(fields: FieldTree, exactIntegers: boolean, digits?: DigitFields) {
    this.#fields = new FieldTable(fields, digits)
    this.#build = {fields: undefined, digits: undefined, exactIntegers}
  }

  /**
   * @param bytes with `SPARE` behind the last one
   * @returns the position behind the object that starts at `start`, or 0 when it is cut, no JSON or not taken for another reason
   */
  read(bytes: Buffer, start: number): number {
    this.#steps.use(bytes)
    return bytes[start] === OPEN_OBJECT ? this.#object(this.#fields, bytes, start) : 0
  }

  #object(fields: FieldTable, bytes: Buffer, start: number): number {
    const object: Record<string, unknown> = {}
    for (const spare of fields.spares) {
      spare.start = 0
      spare.isNeeded = true
    }
    let at = this.#steps.skipSpace(start + 1)
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
          const keyEnd = this.#steps.plainEnd(at + 1)
          if (bytes[keyEnd] !== QUOTE) return 0
          key.next = fields.find(bytes, at + 1, keyEnd)
          field = key.next?.field
          key = key.next ?? key
          at = keyEnd + 1
        }
        at = this.#steps.skipSpace(at)
        if (bytes[at] !== COLON) return 0
        at = this.#steps.skipSpace(at + 1)
        at = field === undefined ? this.#steps.valueEnd(at) : this.#member(object, field, bytes, at)
        if (at === 0) return 0
        at = this.#steps.skipSpace(at)
        if (bytes[at] !== COMMA) break
        at = this.#steps.skipSpace(at + 1)
      }
      if (bytes[at] !== CLOSE_OBJECT || !this.#takeSpares(object, fields, bytes)) return 0
    }
    this.value = object
    return at + 1
  }

  #takeSpares(object: Record<string, unknown>, {spares}: FieldTable, bytes: Buffer): boolean {
    for (const {field, start, isNeeded} of spares)
      if (start !== 0 && isNeeded && this.#take(object, field, bytes, start) === 0) return false
    return true
  }

  /** @returns the position behind the value, or 0; so do all below */
  #member(object: Record<string, unknown>, field: Field, bytes: Buffer, start: number): number {
    if (field.spare === undefined) return this.#take(object, field, bytes, start)
    field.spare.start = start
    return this.#steps.valueEnd(start)
  }

  #take(object: Record<string, unknown>, {key, within, recent, digits}: Field, bytes: Buffer, start: number): number {
    let end: number
    this.#recent = recent
    if (digits !== undefined) end = this.#textOfDigits(digits, bytes, start)
    else if (within === undefined) end = this.#read(bytes, start)
    else if (bytes[start] === OPEN_OBJECT) end = this.#recentObject(within.fields, within.recent, bytes, start)
    else if (bytes[start] === OPEN_ARRAY) end = this.#list(within.fields, bytes, start)
    else end = this.#read(bytes, start)
    setField(object, key, this.value)
    return end
  }

  #recentObject(fields: FieldTable, recent: RecentObjects, bytes: Buffer, start: number): number {
    const {words} = this.#steps
    const known = recent.find(bytes, words, start)
    if (known !== undefined) {
      this.value = known.value
      return start + known.bytes.length
    }
    const end = this.#object(fields, bytes, start)
    if (end !== 0) recent.note(bytes, words, start, end, this.value)
    return end
  }

  #list(fields: FieldTable, bytes: Buffer, start: number): number {
    const list: unknown[] = []
    let at = this.#steps.skipSpace(start + 1)
    if (bytes[at] !== CLOSE_ARRAY) {
      for (;;) {
        at = this.#within(fields, bytes, at)
        if (at === 0) return 0
        list.push(this.value)
        at = this.#steps.skipSpace(at)
        if (bytes[at] !== COMMA) break
        at = this.#steps.skipSpace(at + 1)
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
    return this.#parse(bytes, start, this.#steps.valueEnd(start))
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
      for (let byte = bytes[at]!; isOrdinary(byte); byte = bytes[++at]!) seen |= byte
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
    for (; isDigit(bytes[at]!); at++) number = number * 10 + bytes[at]! - ZERO
    const isPlain = endsScalar(bytes[at]!) && at - start <= SAFE_DIGITS && (bytes[start] !== ZERO || at - start === 1)
    if (!isPlain) return this.#parse(bytes, start, this.#steps.valueEnd(start))
    this.value = number
    return at
  }

  #textOfDigits(spare: Spare, bytes: Buffer, start: number): number {
    let number = 0
    let at = start + 1
    for (; isDigit(bytes[at]!); at++) number = number * 10 + bytes[at]! - ZERO
    const count = at - start - 1
    const isPlain = count > 0 && count <= MOST_DIGITS && (count === 1 || bytes[start + 1] !== ZERO)
    if (bytes[start] === QUOTE && bytes[at] === QUOTE && isPlain) {
      this.value = number
      spare.isNeeded = false
      return at + 1
    }
    spare.isNeeded = true
    return this.#read(bytes, start)
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
