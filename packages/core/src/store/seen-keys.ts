import {hash53} from '../model/hash53.js'

/** Messages after which it is settled whether ids need remembering. */
const TRIAL = 1 << 16
const SHARDS = 16

/**
 * Proves that no message comes twice. Ids that rise prove it themselves, and only the last is remembered; of others a hash is, at twelve bytes
 * each. Two ids that share a hash look like one that comes twice: the answer is then "perhaps", never a wrong "new".
 */
export class SeenKeys {
  readonly #most: number
  readonly #trial: number
  /** The greatest id so far, by conversation. */
  readonly #greatest: string[] = []
  #shards: Shard[] | undefined = Array.from({length: SHARDS}, () => new Shard())
  #count = 0
  #allRose = true
  #gaveUp = false

  /**
   * @param most ids that are remembered at most
   * @param trial see `TRIAL`
   */
  constructor(most: number, trial = TRIAL) {
    this.#most = most
    this.#trial = trial
  }

  /** There were too many ids to remember, or ids that rose at first do not any more: the last answers prove nothing. */
  get gaveUp(): boolean {
    return this.#gaveUp
  }

  /** False when a message of the conversation had this id before, or perhaps had. */
  isNew(conversation: number, key: string): boolean {
    const before = this.#greatest[conversation]
    const rose = before === undefined || rises(before, key)
    if (rose) this.#greatest[conversation] = key
    this.#allRose &&= rose
    if (this.#shards === undefined) {
      this.#gaveUp ||= !rose
      return true
    }
    this.#count += 1
    if (this.#allRose ? this.#count > this.#trial : this.#count > this.#most) {
      this.#gaveUp = !this.#allRose
      for (const shard of this.#shards) shard.clear()
      this.#shards = undefined
      return true
    }
    const hash = hash53(key, conversation)
    return this.#shards[hash % SHARDS]!.add(hash)
  }
}

/** Numbers rise by value, whatever their length; other ids by their text. Equal ids do not rise. */
export function rises(before: string, after: string): boolean {
  if (before === '') return true
  const negative = before.charCodeAt(0) === MINUS
  if (negative !== (after.charCodeAt(0) === MINUS)) return negative
  const longer = after.length === before.length ? after > before : after.length > before.length
  return after !== before && longer !== negative
}

const MINUS = 45

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
    giveBack(old)
  }

  clear(): void {
    giveBack(this.#slots)
  }
}

/**
 * Moves the memory to an array that dies at once, and is freed by the next collection of young objects: the array itself is old, and might wait
 * for a great one to the end.
 */
function giveBack({buffer}: Float64Array<ArrayBuffer>): void {
  structuredClone(buffer, {transfer: [buffer]})
}
