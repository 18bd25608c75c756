import {hash53} from '../model/hash53.js'

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
