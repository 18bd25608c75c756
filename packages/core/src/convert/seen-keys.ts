/** Messages after which it is settled whether ids need remembering. */
const TRIAL = 1 << 16
/** Ids remembered at most: at twelve bytes each, about 100 MB. */
const MOST = 8_000_000
const SHARDS = 16

/**
 * Proves that no message comes twice. Ids that rise prove it themselves, and nothing is remembered of them; of others a hash is. Two ids that
 * share a hash look like one that comes twice: the answer is then "perhaps", never a wrong "new".
 */
export class SeenKeys {
  readonly #trial: number
  #shards: Shard[] | undefined = Array.from({length: SHARDS}, () => new Shard())
  #count = 0
  #allRose = true

  /** @param trial see `TRIAL` */
  constructor(trial = TRIAL) {
    this.#trial = trial
  }

  /**
   * True when no message of the conversation had this id before.
   * @param rose the id is greater than all of its conversation before it
   */
  isNew(conversation: number, key: string, rose: boolean): boolean {
    this.#allRose &&= rose
    if (this.#shards === undefined) return rose
    this.#count += 1
    if (this.#allRose && this.#count > this.#trial) {
      this.#shards = undefined
      return true
    }
    const hash = hash53(key, conversation)
    return this.#count <= MOST && this.#shards[hash % SHARDS]!.add(hash)
  }
}

/** A set of numbers above 0. Small ones beside each other grow one at a time, so that growing takes little room. */
class Shard {
  #slots = new Float64Array(256)
  #size = 0

  add(value: number): boolean {
    if (this.#size * 4 > this.#slots.length * 3) this.#grow()
    const slots = this.#slots
    const mask = slots.length - 1
    let at = Math.floor(value / SHARDS) & mask
    while (slots[at] !== 0) {
      if (slots[at] === value) return false
      at = (at + 1) & mask
    }
    slots[at] = value
    this.#size += 1
    return true
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2)
    this.#size = 0
    for (const value of old) if (value !== 0) this.add(value)
  }
}

/** 53 bits, above 0: two mixes of 32 bits side by side (cyrb53, public domain). */
function hash53(text: string, seed: number): number {
  let a = Math.imul(0xdeadbeef ^ seed, 2654435761)
  let b = Math.imul(0x41c6ce57 ^ seed, 1597334677)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return ((b & 0x1fffff) >>> 0) * 2 ** 32 + (a >>> 0) || 1
}
