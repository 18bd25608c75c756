import type {FieldTree} from './field-tree.js'
import {RecentTexts} from './recent-texts.js'

export interface Field {
  key: string
  /** Of an object at this key, or of those in a list there, only these are wanted. */
  inner: FieldTable | undefined
  recent: RecentTexts
}

/** Finds which of a few keys some bytes spell: once for every key of every record, so nothing is decoded for it. */
export class FieldTable {
  readonly #slots: ({field: Field; spelling: Buffer} | undefined)[]
  readonly #mask: number

  constructor(fields: FieldTree) {
    const size = 2 ** Math.ceil(Math.log2(4 * fields.size + 4))
    this.#slots = new Array(size).fill(undefined)
    this.#mask = size - 1
    for (const [key, inner] of fields) {
      const spelling = Buffer.from(key)
      let slot = hash(spelling, 0, spelling.length) & this.#mask
      while (this.#slots[slot] !== undefined) slot = (slot + 1) & this.#mask
      this.#slots[slot] = {field: {key, inner: inner && new FieldTable(inner), recent: new RecentTexts()}, spelling}
    }
  }

  /** The field whose key stands from `start` to `end`, as it is written without escapes. */
  find(bytes: Uint8Array, start: number, end: number): Field | undefined {
    for (let slot = hash(bytes, start, end) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const candidate = this.#slots[slot]
      if (candidate === undefined) return undefined
      if (isAt(candidate.spelling, bytes, start, end)) return candidate.field
    }
  }
}

/** Three letters and the length tell the keys of a record apart nearly always. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 0) return 0
  return length * 31 + bytes[start]! * 7 + bytes[start + (length >> 1)]! * 13 + bytes[end - 1]! * 3
}

function isAt(spelling: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (spelling.length !== end - start) return false
  for (let i = 0; i < spelling.length; i++) if (spelling[i] !== bytes[start + i]) return false
  return true
}
