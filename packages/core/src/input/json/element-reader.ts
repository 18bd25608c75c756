import {Boundary} from './boundary.js'
import type {ByteWindow} from './byte-window.js'
import {CLOSE_ARRAY, COMMA, skipSpace, startsValue} from './json-bytes.js'
import type {JsonMatch, JsonPath} from './json-match.js'
import type {JsonSelection} from './json-selection.js'
import {parseValue} from './parse-value.js'
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
  readonly #build: JsonSelection
  readonly #limit: number
  readonly #scanner = new ValueScanner()
  readonly #boundary = new Boundary()
  #value: unknown

  constructor(window: ByteWindow, selection: number, build: JsonSelection, limit: number) {
    this.#window = window
    this.#selection = selection
    this.#build = build
    this.#limit = limit
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
      const {at} = this.#window
      if (matches.length >= last) return 'full'
      const start = skipSpace(bytes, at)
      if (start >= end) return 'more'
      if (!startsValue(bytes[start]!)) return 'bad'
      let next = this.#guess(start, end)
      let stop: Stop | undefined
      if (next === 0) {
        this.#scanner.begin(bytes[start]!)
        const valueEnd = this.#scanner.scan(bytes, start, end)
        if (valueEnd === INCOMPLETE) return 'more'
        if (valueEnd - start > this.#limit) return 'long'
        next = skipSpace(bytes, valueEnd)
        if (next >= end && !ended) return 'more'
        if (!this.#parse(start, valueEnd)) return 'bad'
        this.#boundary.learn(bytes, start, valueEnd, end)
        if (bytes[next] === CLOSE_ARRAY) stop = 'end'
        else if (bytes[next] !== COMMA && next < end) stop = 'unseparated'
        if (stop !== 'unseparated') next++
      }
      matches.push({
        selection: this.#selection,
        path: [...path, element],
        value: this.#value,
        byte: this.#window.place(start),
      })
      this.#window.at = Math.min(next, end)
      if (stop !== undefined) return stop
    }
  }

  /** @returns the position of the next element when a guess was right, else 0 */
  #guess(start: number, end: number): number {
    const valueEnd = this.#boundary.guess(this.#window.bytes, start, end)
    if (valueEnd === 0) return 0
    if (valueEnd - start <= this.#limit && this.#parse(start, valueEnd)) return this.#boundary.next
    this.#boundary.wrong()
    return 0
  }

  #parse(start: number, end: number): boolean {
    try {
      this.#value = parseValue(this.#window.bytes, start, end, this.#build)
      return true
    } catch {
      return false
    }
  }
}
