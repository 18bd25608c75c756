/** Numbers by numbers above 0, of which those are forgotten that were not set for long. Takes 32 bytes for each that it remembers, at once. */
export interface RecentNumbers {
  get(key: number): number | undefined
  set(key: number, value: number): void
}

/** @param size remembered at least, in each of two generations */
export function createRecentNumbers(size: number): RecentNumbers {
  let young = new Generation(size)
  let old = new Generation(size)
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      young.set(key, value)
      if (young.size < size) return
      const forgotten = old
      old = young
      young = forgotten
      young.clear()
    },
  }
}

class Generation {
  readonly #keys: Float64Array
  readonly #values: Float64Array
  size = 0

  constructor(size: number) {
    const slots = 2 ** Math.ceil(Math.log2(size * 1.5))
    this.#keys = new Float64Array(slots)
    this.#values = new Float64Array(slots)
  }

  get(key: number): number | undefined {
    const slot = this.#slotOf(key)
    return this.#keys[slot] === 0 ? undefined : this.#values[slot]
  }

  set(key: number, value: number): void {
    const slot = this.#slotOf(key)
    if (this.#keys[slot] === 0) this.size += 1
    this.#keys[slot] = key
    this.#values[slot] = value
  }

  clear(): void {
    this.#keys.fill(0)
    this.size = 0
  }

  /** Where the key stands, or where it would. */
  #slotOf(key: number): number {
    const keys = this.#keys
    const mask = keys.length - 1
    let slot = key & mask
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }
}
