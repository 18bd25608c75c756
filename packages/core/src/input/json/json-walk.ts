import type {ByteWindow} from './byte-window.js'
import {ElementReader} from './element-reader.js'
import {CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE, startsValue} from './json-bytes.js'
import {JsonCursor, type Steps, TRUNCATED} from './json-cursor.js'
import {findJsonError} from './json-error.js'
import type {JsonMatch} from './json-match.js'
import {buildOf, type JsonSelection, type Wanted, wantedBy} from './json-selection.js'
import {type Build, parseValue, WHOLE} from './parse-value.js'
import {findRescue} from './rescue.js'

const BATCH = 256
const ARRAY_END = -1

/**
 * Goes down a document to what the selections want and steps over the rest, as a recursive descent that pauses whenever
 * the window ends. It descends along the selections only, so the nesting of the document costs nothing.
 */
export class JsonWalk {
  matches: JsonMatch[] = []
  readonly #cursor: JsonCursor
  readonly #window: ByteWindow
  readonly #builds: readonly Build[]
  readonly #limit: number
  readonly #path: (string | number)[] = []
  readonly #wanted: Wanted
  /** They learn what stands between the elements, which is the same in all arrays of one place. */
  readonly #readers = new Map<Wanted, ElementReader>()
  /** Nothing was read since the last fault, so another one is the same. */
  #isLost = false

  constructor(window: ByteWindow, selections: readonly JsonSelection[], limit: number) {
    this.#cursor = new JsonCursor(window, limit)
    this.#window = window
    this.#builds = selections.map(buildOf)
    this.#limit = limit
    this.#wanted = wantedBy(selections)
  }

  take(): JsonMatch[] {
    const taken = this.matches
    this.matches = []
    return taken
  }

  *document(): Steps {
    try {
      yield* this.#cursor.passByteOrderMark()
      const first = yield* this.#cursor.next()
      if (!startsValue(first)) return this.#fault(first >= 0xfe ? 'this is UTF-16 text, not UTF-8' : 'this is not JSON')
      yield* this.#value(this.#wanted)
      if (yield* this.#cursor.hasNext()) this.#fault('something follows the end of the document')
    } catch (reason) {
      if (reason !== TRUNCATED) throw reason
      const byte = this.#window.place(this.#window.end)
      const message = byte === 0 ? 'the document is empty' : 'the document ends too early'
      this.matches.push({error: 'truncated', message, byte, path: [...this.#path]})
    }
  }

  /** Reads or steps over one value. What cannot start a value is left to the caller. */
  *#value(wanted: Wanted | undefined): Steps {
    if (!startsValue(yield* this.#cursor.next())) return this.#lose('expected a value')
    if (wanted === undefined) yield* this.#cursor.skip()
    else if (wanted.selected.length > 0) yield* this.#selected(wanted)
    else yield* this.#descend(wanted)
    this.#isLost = false
  }

  *#descend(wanted: Wanted): Steps {
    const first = yield* this.#cursor.next()
    if (first === OPEN_OBJECT) yield* this.#object(wanted)
    else if (first === OPEN_ARRAY) yield* this.#array(wanted)
    else yield* this.#cursor.skip()
  }

  *#object(wanted: Wanted): Steps {
    this.#cursor.pass(1)
    if ((yield* this.#cursor.next()) === CLOSE_OBJECT) return this.#cursor.pass(1)
    do {
      const key = yield* this.#key()
      this.#path.push(key ?? '')
      if ((yield* this.#cursor.next()) === COLON) {
        this.#cursor.pass(1)
        yield* this.#value(key === undefined ? undefined : wanted.member(key))
      } else this.#fault('expected ":"')
      this.#path.pop()
    } while (yield* this.#separator(CLOSE_OBJECT))
  }

  /**
   * The key, or undefined when something else stands in its place, which is stepped over unless it can stand behind a
   * key.
   */
  *#key(): Steps<string | undefined> {
    const first = yield* this.#cursor.next()
    const byte = this.#window.place(this.#window.at)
    const length = first === QUOTE ? yield* this.#cursor.measure() : 'no string'
    if (typeof length === 'number') {
      const {at, bytes} = this.#window
      this.#cursor.pass(length)
      try {
        return String(parseValue(bytes, at, at + length, WHOLE))
      } catch {
        // a key that is not JSON is like no key
      }
    } else if (startsValue(first)) yield* this.#cursor.skip()
    this.#fault('expected a key in quotes', byte)
    return undefined
  }

  *#array(wanted: Wanted): Steps {
    this.#cursor.pass(1)
    if ((yield* this.#cursor.next()) === CLOSE_ARRAY) return this.#cursor.pass(1)
    const reader = this.#readerOf(wanted.element)
    const depth = this.#path.push(0) - 1
    let goesOn = true
    for (let index = 0; goesOn; index++) {
      this.#path[depth] = index
      if (reader === undefined) yield* this.#value(wanted.element)
      else {
        index = yield* this.#elements(reader, index)
        if (index < 0) break
      }
      goesOn = yield* this.#separator(CLOSE_ARRAY)
    }
    this.#path.pop()
  }

  /**
   * Reads elements that one selection wants, with the index of the first one given.
   * @returns the index of the last one, behind which a separator should stand, or `ARRAY_END`
   */
  *#elements(reader: ElementReader, first: number): Steps<number> {
    const depth = this.#path.length - 1
    const path = this.#path.slice(0, depth)
    for (let index = first; ; ) {
      const count = this.matches.length
      const stop = reader.read(path, index, this.matches, BATCH - count)
      if (this.matches.length > count) this.#isLost = false
      index += this.matches.length - count
      this.#path[depth] = index
      if (stop === 'end') return ARRAY_END
      if (stop === 'unseparated') return index - 1
      if (stop === 'full') yield 'full'
      else if (stop === 'more' && this.#cursor.canGrow()) yield 'more'
      else {
        if (stop === 'long') yield* this.#long()
        else yield* this.#badElement(stop === 'bad')
        return index
      }
    }
  }

  /**
   * Reports the element at hand and goes to where the array may go on. `isWhole`: it is here to its end, as far as can
   * be told.
   */
  *#badElement(isWhole: boolean): Steps {
    const first = yield* this.#cursor.next()
    if (!startsValue(first)) return this.#lose('expected a value')
    let place = this.#rescue()
    while (place === undefined && isWhole && this.#cursor.canGrow()) {
      yield 'more'
      place = this.#rescue()
    }
    const {at, bytes, end, ended} = this.#window
    if (place === undefined && !ended) return yield* this.#long()
    if (place === undefined && !isWhole) throw TRUNCATED
    this.#lose(problemOf(bytes, at, place ?? end))
    this.#window.at = place ?? end
  }

  *#long(): Steps {
    yield* this.#cursor.next()
    this.#lose(`the value is longer than ${this.#limit} bytes`)
    yield* this.#cursor.skip()
  }

  #rescue(): number | undefined {
    const {bytes, at, end} = this.#window
    return findRescue(bytes, at, end, !this.#cursor.canGrow())
  }

  *#selected(wanted: Wanted): Steps {
    const length = yield* this.#cursor.measure(this.#path.length === 0)
    if (length === 'long' && !wanted.isOpen) return yield* this.#long()
    if (length === 'long') this.#lose(`the value is longer than ${this.#limit} bytes`)
    if (typeof length === 'number') yield* this.#build(wanted, length)
    if (wanted.isOpen) yield* this.#descend(wanted)
    else if (typeof length === 'number') this.#cursor.pass(length)
    else throw TRUNCATED
  }

  *#build({selected}: Wanted, length: number): Steps {
    const {at, bytes} = this.#window
    try {
      for (const selection of selected) {
        const value = parseValue(bytes, at, at + length, this.#builds[selection]!)
        this.matches.push({selection, path: [...this.#path], value, byte: this.#window.place(at)})
      }
    } catch {
      this.#lose(problemOf(bytes, at, at + length))
    }
    if (this.matches.length >= BATCH) yield 'full'
  }

  /** Takes the separator behind a value. Returns false when it is the closer. */
  *#separator(closer: number): Steps<boolean> {
    for (;;) {
      const byte = yield* this.#cursor.next()
      if (byte === COMMA || byte === closer) {
        this.#cursor.pass(1)
        return byte === COMMA
      }
      // Between two elements none is lost: the fault is the array's.
      const path = closer === CLOSE_ARRAY ? this.#path.slice(0, -1) : this.#path
      this.#fault(`expected "," or "${String.fromCharCode(closer)}"`, undefined, path)
      if (byte === QUOTE || (closer === CLOSE_ARRAY && startsValue(byte))) return true
      if (startsValue(byte)) yield* this.#cursor.skip()
      else this.#cursor.pass(1)
    }
  }

  /** A fault between values: the same as the last one while nothing could be read. */
  #fault(message: string, byte?: number, path?: readonly (string | number)[]): void {
    if (!this.#isLost) this.#lose(message, byte, path)
  }

  /** A fault that costs a value. */
  #lose(
    message: string,
    byte = this.#window.place(this.#window.at),
    path: readonly (string | number)[] = this.#path,
  ): void {
    this.#isLost = true
    this.matches.push({error: 'bad-value', message, byte, path: [...path]})
  }

  #readerOf(element: Wanted | undefined): ElementReader | undefined {
    if (element === undefined || element.isOpen || element.selected.length !== 1) return undefined
    const selection = element.selected[0]!
    const known = this.#readers.get(element)
    if (known !== undefined) return known
    const reader = new ElementReader(this.#window, selection, this.#builds[selection]!, this.#limit)
    this.#readers.set(element, reader)
    return reader
  }
}

function problemOf(bytes: Buffer, start: number, end: number): string {
  return findJsonError(bytes, start, end)?.problem ?? 'this is not JSON'
}
