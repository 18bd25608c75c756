import {latin1Text} from './latin1-text.js'

const SLOTS = 256
const SHORTEST = 3
/** Longer texts hardly repeat. */
const LONGEST = 32
/** Texts of a field after which it is settled whether its texts repeat. */
const TRIAL = 512

/**
 * The strings made last of the texts of one field. Records name the same few people and types over and over: the string that is
 * already there costs less than a new one, and so does every comparison and look-up of it later.
 */
export class RecentTexts {
  readonly #texts: string[] = []
  readonly #lengths = new Uint8Array(SLOTS)
  readonly #bytes = new Uint8Array(SLOTS * LONGEST)
  #tried = 0
  #found = 0
  #isUseful = true

  /** The text from `start` to `end`, all ASCII. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (!this.#isUseful || length > LONGEST || length < SHORTEST) return latin1Text(bytes, start, end)
    const slot = slotOf(bytes, start, end)
    const place = slot * LONGEST
    if (++this.#tried === TRIAL) this.#judge()
    if (this.#lengths[slot] === length && this.#isAt(place, bytes, start, end)) {
      this.#found += 1
      return this.#texts[slot]!
    }
    const text = latin1Text(bytes, start, end)
    this.#texts[slot] = text
    this.#lengths[slot] = length
    for (let i = 0; i < length; i++) this.#bytes[place + i] = bytes[start + i]!
    return text
  }

  #judge(): void {
    this.#isUseful = this.#found * 2 > TRIAL
    this.#tried = 0
    this.#found = 0
  }

  #isAt(place: number, bytes: Uint8Array, start: number, end: number): boolean {
    const offset = place - start
    for (let at = start; at < end; at++) if (this.#bytes[offset + at] !== bytes[at]) return false
    return true
  }
}

/** Ids differ at their end. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  const last = bytes[end - 1]! * 7 + bytes[end - 2]! * 13 + bytes[end - 3]! * 29
  return ((end - start) * 31 + last + bytes[start]! * 3) & (SLOTS - 1)
}
