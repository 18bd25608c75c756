import type {ByteWindow} from './byte-window.js'
import {skipSpace, startsScalar} from './json-bytes.js'
import {INCOMPLETE, ValueScanner} from './value-scanner.js'

/** Why a walk pauses: it needs more bytes, or its matches should be taken away. */
export type Pause = 'more' | 'full'
export type Steps<T = void> = Generator<Pause, T>

/** Thrown where the document ends too early; whatever is open then stays open. */
export const TRUNCATED = Symbol('truncated')

/** Room around a value of just the longest length: for the separator that tells that it is whole. */
export const SPACE = 4096

/** Moves through a document value by value, and pauses whenever the window ends. */
export class JsonCursor {
  readonly window: ByteWindow
  readonly #limit: number
  readonly #scanner = new ValueScanner()

  /** @param limit longest value that is held whole, in bytes */
  constructor(window: ByteWindow, limit: number) {
    this.window = window
    this.#limit = limit
  }

  /** Goes to the next byte that is no space, and gives it. */
  *next(): Steps<number> {
    if (!(yield* this.hasNext())) throw TRUNCATED
    return this.window.bytes[this.window.at]!
  }

  *hasNext(): Steps<boolean> {
    for (;;) {
      const {bytes, at, end, ended} = this.window
      this.window.at = skipSpace(bytes, at)
      if (this.window.at < end || ended) return this.window.at < end
      yield 'more'
    }
  }

  pass(length: number): void {
    this.window.at += length
  }

  *passByteOrderMark(): Steps {
    while (this.window.end - this.window.at < 3 && !this.window.ended) yield 'more'
    const {bytes, at} = this.window
    if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) this.pass(3)
  }

  /**
   * Length of the value at hand; `long` when it is above the limit, `cut` when the document ends inside.
   * @param isRoot it is the document: then the end also ends a number or literal, of which more could follow elsewhere
   */
  *measure(isRoot = false): Steps<number | 'long' | 'cut'> {
    for (;;) {
      const {bytes, at, end, ended} = this.window
      this.#scanner.begin(bytes[at]!)
      const valueEnd = this.#scanner.scan(bytes, at, end)
      if (valueEnd !== INCOMPLETE) return valueEnd - at > this.#limit ? 'long' : valueEnd - at
      if (ended) return isRoot && startsScalar(bytes[at]!) ? end - at : 'cut'
      if (!this.canGrow()) return 'long'
      yield 'more'
    }
  }

  /** Steps over the value at hand, of whatever length. */
  *skip(): Steps {
    const first = this.window.bytes[this.window.at]!
    this.#scanner.begin(first)
    for (;;) {
      const {bytes, at, end, ended} = this.window
      const valueEnd = this.#scanner.scan(bytes, at, end)
      this.window.at = valueEnd === INCOMPLETE ? end : valueEnd
      if (valueEnd !== INCOMPLETE || (ended && startsScalar(first))) return
      if (ended) throw TRUNCATED
      yield 'more'
    }
  }

  /** More of the value at hand may be held. */
  canGrow(): boolean {
    const {at, end, ended} = this.window
    return !ended && end - at < this.#limit + SPACE
  }
}
