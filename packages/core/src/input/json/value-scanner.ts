import {BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, endsScalar, OPEN_ARRAY, OPEN_OBJECT, QUOTE} from './json-bytes.js'

/** The value does not end in the bytes given. */
export const INCOMPLETE = -1
/** What was read cannot be JSON. */
export const MALFORMED = -2

const PLAIN = 0
const STRING = 1
const OPEN = 2
const CLOSE = 3
const CLASS = new Uint8Array(256)
CLASS[QUOTE] = STRING
CLASS[OPEN_OBJECT] = CLASS[OPEN_ARRAY] = OPEN
CLASS[CLOSE_OBJECT] = CLASS[CLOSE_ARRAY] = CLOSE

type Inside = 'nothing' | 'string' | 'escape' | 'scalar'

/**
 * Finds where a value ends, by its quotes and brackets alone, without a limit on its size: a scan that runs out of
 * bytes goes on with the next ones.
 */
export class ValueScanner {
  #depth = 0
  #inside: Inside = 'nothing'

  /** For the value that starts with this byte, which `scan` is then given first. */
  begin(first: number): void {
    this.#depth = 0
    this.#inside = CLASS[first] === PLAIN ? 'scalar' : 'nothing'
  }

  /** @returns the position behind the value or, when `bytes[end - 1]` is not its end, `INCOMPLETE` */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    if (this.#inside === 'scalar') {
      while (at < end && !endsScalar(bytes[at]!)) at++
      return at < end ? at : INCOMPLETE
    }
    let depth = this.#depth
    if (this.#inside !== 'nothing') {
      at = this.#string(bytes, at, end)
      if (at === INCOMPLETE) return INCOMPLETE
      if (depth === 0) return at
    }
    while (at < end) {
      const kind = CLASS[bytes[at++]!]
      if (kind === PLAIN) continue
      if (kind === STRING) {
        this.#depth = depth
        at = this.#string(bytes, at, end)
        if (at === INCOMPLETE) return INCOMPLETE
      } else if (kind === OPEN) depth++
      else depth--
      if (depth <= 0) return at
    }
    this.#depth = depth
    return INCOMPLETE
  }

  #string(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    if (this.#inside === 'escape') at++
    while (at < end) {
      const byte = bytes[at++]
      if (byte === QUOTE) {
        this.#inside = 'nothing'
        return at
      }
      if (byte === BACKSLASH) at++
    }
    this.#inside = at > end ? 'escape' : 'string'
    return INCOMPLETE
  }
}
