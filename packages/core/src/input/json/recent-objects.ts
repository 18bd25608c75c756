/** An object that was built, and the bytes that it was built of. */
interface Built {
  bytes: Buffer
  words: DataView
  value: unknown
}

const SLOT_BITS = 10
const SLOTS = 2 ** SLOT_BITS
/** Longer objects hardly repeat. */
const LONGEST = 4096
/** Where objects differ that differ at all: behind the bracket, the first key and its value, which mostly is an id. */
const TELLING_FROM = 4
const TELLING_TO = 44
/** Objects of a field after which it is settled whether its objects repeat. */
const TRIAL = 512

/**
 * The objects made last at one field. Every message of a person carries the same description of them: comparing its bytes costs a fraction of
 * building it again. One object stands for all that are equal, so none may be changed.
 */
export class RecentObjects {
  readonly #slots: (Built | undefined)[] = new Array(SLOTS).fill(undefined)
  #tried = 0
  #found = 0
  #isUseful = true

  /**
   * What was built of the same bytes as start at `start`.
   * @param words the same bytes, four at a time
   */
  find(bytes: Buffer, words: DataView, start: number): Built | undefined {
    if (!this.#isUseful || start + TELLING_TO > bytes.length) return undefined
    if (++this.#tried === TRIAL) this.#judge()
    const known = this.#slots[slotOf(words, start)]
    if (known === undefined || !isAt(known, bytes, words, start)) return undefined
    this.#found += 1
    return known
  }

  /** Remembers what was built of the bytes from `start` to `end`. */
  note(bytes: Buffer, words: DataView, start: number, end: number, value: unknown): void {
    if (!this.#isUseful || end - start > LONGEST || start + TELLING_TO > bytes.length) return
    const copy = Buffer.from(bytes.subarray(start, end))
    this.#slots[slotOf(words, start)] = {
      bytes: copy,
      words: new DataView(copy.buffer, copy.byteOffset, copy.length),
      value,
    }
  }

  #judge(): void {
    this.#isUseful = this.#found * 2 > TRIAL
    this.#tried = 0
    this.#found = 0
  }
}

function slotOf(words: DataView, start: number): number {
  let hash = 0
  for (let at = start + TELLING_FROM; at < start + TELLING_TO; at += 4)
    // Shifted down as well: a product carries what differs upwards only.
    hash = Math.imul((hash >>> 15) ^ hash ^ words.getInt32(at, true), 0x9e3779b1)
  return hash >>> (32 - SLOT_BITS)
}

function isAt({bytes: known, words: knownWords}: Built, bytes: Buffer, words: DataView, start: number): boolean {
  const {length} = known
  if (start + length > bytes.length) return false
  let at = 0
  for (; at + 4 <= length; at += 4) if (knownWords.getInt32(at, true) !== words.getInt32(start + at, true)) return false
  for (; at < length; at++) if (known[at] !== bytes[start + at]) return false
  return true
}
