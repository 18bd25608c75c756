/** Numbers by numbers above 0, of which those are forgotten that were not set for long. Takes 34 bytes for each that it remembers, a generation at once. */
export interface RecentNumbers {
  get(key: number): number | undefined
  set(key: number, value: number): void
  /** Sets the value, unless there is one: then gives it. */
  claim(key: number, value: number): number | undefined
}

/** @param size remembered at least, in each of two generations */
export function createRecentNumbers(size: number): RecentNumbers {
  let young = new Generation(size)
  /** Made when it is needed: most files are small. */
  let old: Generation | undefined

  function turnOver(): void {
    if (young.size < size) return
    const forgotten = old ?? new Generation(size)
    old = young
    young = forgotten
    young.clear()
  }

  return {
    get: (key) => young.valueAt(young.slotOf(key)) ?? old?.valueAt(old.slotOf(key)),
    set(key, value) {
      young.setAt(young.slotOf(key), key, value)
      turnOver()
    },
    claim(key, value) {
      const slot = young.slotOf(key)
      const known = young.valueAt(slot) ?? old?.valueAt(old.slotOf(key))
      if (known !== undefined) return known
      young.setAt(slot, key, value)
      turnOver()
      return undefined
    },
  }
}

class Generation {
  /** A key and its value stand side by side: the memory of both is fetched at once. */
  readonly #slots: Float64Array
  /** Seven bits of the key in each slot, 0 in a free one: small enough for the processor's cache, where the slots are not. */
  readonly #tags: Uint8Array
  size = 0

  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(size * 1.5))
    this.#slots = new Float64Array(slots * 2)
    this.#tags = new Uint8Array(slots)
  }

  valueAt(slot: number): number | undefined {
    return this.#tags[slot] === 0 ? undefined : this.#slots[slot * 2 + 1]
  }

  setAt(slot: number, key: number, value: number): void {
    if (this.#tags[slot] === 0) this.size += 1
    this.#tags[slot] = tagOf(key)
    this.#slots[slot * 2] = key
    this.#slots[slot * 2 + 1] = value
  }

  clear(): void {
    this.#tags.fill(0)
    this.size = 0
  }

  /** Where the key stands, or where it would. */
  slotOf(key: number): number {
    const tags = this.#tags
    const mask = tags.length - 1
    const tag = tagOf(key)
    let slot = key & mask
    while (tags[slot] !== 0 && (tags[slot] !== tag || this.#slots[slot * 2] !== key)) slot = (slot + 1) & mask
    return slot
  }
}

/** Of the bits that do not choose the slot. */
function tagOf(key: number): number {
  return ((key / 2 ** 32) & 0x7f) | 0x80
}
