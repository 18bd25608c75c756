import type {DigitFields} from './digit-fields.js'
import type {FieldTree} from './field-tree.js'
import {QUOTE} from './json-bytes.js'
import {RecentObjects} from './recent-objects.js'
import {RecentTexts} from './recent-texts.js'

export interface Field {
  key: string
  /** Of an object at this key, or of those in a list there, only these are wanted. */
  within: {fields: FieldTable; recent: RecentObjects} | undefined
  recent: RecentTexts
  /** Its texts of digits become numbers, and then this is not needed. */
  digits: Spare | undefined
  /** It is such a spare itself. */
  spare: Spare | undefined
}

/** A field that is wanted only of objects in which another one is no text of digits. What stands here is of the object at hand. */
export interface Spare {
  field: Field
  /** Where its value starts; 0 when it has none. */
  start: number
  isNeeded: boolean
}

/** A key that was met, or is waited for. */
export interface Key {
  /** With the quote that ends it. */
  readonly spelling: Buffer
  /** Undefined when it is not wanted. */
  readonly field: Field | undefined
  /** The key that came behind it the last time. */
  next: Key | undefined
}

/** Unwanted keys that are kept, so that they are known when they come again. */
const MOST_UNWANTED = 64
/** Longer ones are not kept. */
const LONGEST_UNWANTED = 64

/**
 * Finds which of a few keys some bytes spell: once for every key of every record, so nothing is decoded for it. Records have the same keys in
 * the same order nearly always, so the one that came next the last time is tried before any search.
 */
export class FieldTable {
  /** Stands before the first key of an object. */
  readonly first: Key = keyOf('', undefined)
  readonly spares: Spare[] = []
  readonly #slots: (Key | undefined)[]
  readonly #mask: number
  #unwanted = 0

  constructor(fields: FieldTree, digits: DigitFields = {}) {
    const size = 2 ** Math.ceil(Math.log2(4 * (fields.size + MOST_UNWANTED)))
    this.#slots = new Array(size).fill(undefined)
    this.#mask = size - 1
    const known = new Map<string, Field>()
    for (const [key, inner] of fields) {
      const within = inner && {fields: new FieldTable(inner), recent: new RecentObjects()}
      const field = {key, within, recent: new RecentTexts(), digits: undefined, spare: undefined}
      known.set(key, field)
      this.#add(keyOf(key, field))
    }
    for (const [key, other] of Object.entries(digits)) {
      const [field, spared] = [known.get(key), known.get(other)]
      if (field === undefined || spared === undefined) continue
      spared.spare = field.digits = {field: spared, start: 0, isNeeded: true}
      this.spares.push(spared.spare)
    }
  }

  /** The key that stands from `start` to `end`, as it is written without escapes, in front of the quote that ends it. Undefined for one of no interest. */
  find(bytes: Buffer, start: number, end: number): Key | undefined {
    for (let slot = hash(bytes, start, end) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const candidate = this.#slots[slot]
      if (candidate === undefined) return this.#unwantedKey(bytes, start, end)
      if (candidate.spelling.length === end - start + 1 && isAt(candidate.spelling, bytes, start)) return candidate
    }
  }

  #unwantedKey(bytes: Buffer, start: number, end: number): Key | undefined {
    if (this.#unwanted === MOST_UNWANTED || end - start > LONGEST_UNWANTED) return undefined
    this.#unwanted += 1
    return this.#add({spelling: Buffer.from(bytes.subarray(start, end + 1)), field: undefined, next: undefined})
  }

  #add(key: Key): Key {
    let slot = hash(key.spelling, 0, key.spelling.length - 1) & this.#mask
    while (this.#slots[slot] !== undefined) slot = (slot + 1) & this.#mask
    this.#slots[slot] = key
    return key
  }
}

/** Whether the key, with its quote, stands at `start`. */
export function isAt(spelling: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < spelling.length; i++) if (spelling[i] !== bytes[start + i]) return false
  return true
}

function keyOf(key: string, field: Field | undefined): Key {
  return {spelling: Buffer.from(`${key}${String.fromCharCode(QUOTE)}`), field, next: undefined}
}

/** Three letters and the length tell the keys of a record apart nearly always. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 0) return 0
  return length * 31 + bytes[start]! * 7 + bytes[start + (length >> 1)]! * 13 + bytes[end - 1]! * 3
}
