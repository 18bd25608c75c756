import type {ByteWindow} from './byte-window.js'
import {CLOSE_ARRAY, COMMA, skipSpace, startsValue} from './json-bytes.js'
import type {JsonMatch, JsonPath} from './json-match.js'
import {ObjectReader} from './object-reader.js'
import {type Build, parseValue} from './parse-value.js'
import {INCOMPLETE, ValueScanner} from './value-scanner.js'

/**
 * Why reading stopped: the window ends, enough was read, the array ended, the next element is not JSON or is too long,
 * or no separator follows the last one.
 */
export type Stop = 'more' | 'full' | 'end' | 'bad' | 'long' | 'unseparated'

/**
 * Reads elements that all belong to one selection, as far as they lie whole in the window: the loop in which nearly all
 * time is spent. The window's `at` is left at the first byte that was not dealt with; a comma goes with the element
 * before it.
 */
export class ElementReader {
  readonly #window: ByteWindow
  readonly #selection: number
  readonly #build: Build
  readonly #limit: number
  readonly #objects: ObjectReader | undefined
  readonly #scanner = new ValueScanner()
  #value: unknown

  constructor(window: ByteWindow, selection: number, build: Build, limit: number) {
    this.#window = window
    this.#selection = selection
    this.#build = build
    this.#limit = limit
    this.#objects = build.fields && new ObjectReader(build.fields, build.exactIntegers, build.digits)
  }

  /**
   * Reads on from the window's `at`.
   * @param path of the array
   * @param index of the next element
   * @param matches takes what is read, up to `room` more
   */
  read(path: JsonPath, index: number, matches: JsonMatch[], room: number): Stop {
    const {bytes, end, ended} = this.#window
    const last = matches.length + room
    for (let element = index; ; element++) {
      if (matches.length >= last) return 'full'
      const start = skipSpace(bytes, this.#window.at)
      if (start >= end) return 'more'
      if (!startsValue(bytes[start]!)) return 'bad'
      const readEnd = this.#readFields(bytes, start)
      const valueEnd = readEnd || this.#scan(bytes, start, end)
      if (valueEnd === INCOMPLETE) return 'more'
      if (valueEnd - start > this.#limit) return 'long'
      const next = skipSpace(bytes, valueEnd)
      if (next >= end && !ended) return 'more'
      if (readEnd === 0 && !this.#parse(bytes, start, valueEnd)) return 'bad'
      matches.push({
        selection: this.#selection,
        path: [...path, element],
        value: this.#value,
        byte: this.#window.place(start),
      })
      this.#window.at = next
      if (next >= end) return 'more'
      if (bytes[next] !== COMMA && bytes[next] !== CLOSE_ARRAY) return 'unseparated'
      this.#window.at = next + 1
      if (bytes[next] === CLOSE_ARRAY) return 'end'
    }
  }

  /** @returns the position behind the value, or 0 when it is not for this way of reading */
  #readFields(bytes: Buffer, start: number): number {
    if (this.#objects === undefined) return 0
    const end = this.#objects.read(bytes, start)
    this.#value = this.#objects.value
    return end
  }

  #scan(bytes: Buffer, start: number, end: number): number {
    this.#scanner.begin(bytes[start]!)
    return this.#scanner.scan(bytes, start, end)
  }

  #parse(bytes: Buffer, start: number, end: number): boolean {
    try {
      this.#value = parseValue(bytes, start, end, this.#build)
      return true
    } catch {
      return false
    }
  }
}
