import {hash} from 'node:crypto'
import {inputError} from '@everport/plugin-kit'

/** Chains of replies, for exports where only they tell which rows belong together. Twelve bytes for an id, whatever its length. */
export interface ReplyRoots {
  link(id: string, parent: string): void
  /** A name for the chain that the message stands in: the id of its first known message where that is a number, else made from it. */
  rootOf(id: string): string
}

/** Chains must be known before the first row can be told where it belongs: this is as many ids as fit into a flat 100 MB. */
const MOST_IDS = 6_000_000

export function createReplyRoots(): ReplyRoots {
  let size = 0
  let keys = new BigUint64Array(1024)
  /** Slot of the parent + 1; 0 without one. */
  let parents = new Int32Array(1024)

  /** Free slots hold 0. */
  function find(table: BigUint64Array, key: bigint): number {
    const mask = table.length - 1
    let slot = Number(BigInt.asUintN(64, key * 0x9e3779b97f4a7c15n) >> 40n) & mask
    while (table[slot] !== 0n && table[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  function slotOf(key: bigint): number {
    const slot = find(keys, key)
    if (keys[slot] !== 0n) return slot
    if (size >= MOST_IDS) throw tooMany()
    if (size + 1 > keys.length * 0.75) {
      grow()
      return slotOf(key)
    }
    size += 1
    keys[slot] = key
    return slot
  }

  function grow(): void {
    const bigger = new BigUint64Array(keys.length * 2)
    const moved = new Int32Array(keys.length)
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] ?? 0n
      if (key === 0n) continue
      const to = find(bigger, key)
      bigger[to] = key
      moved[slot] = to
    }
    const linked = new Int32Array(bigger.length)
    for (let slot = 0; slot < keys.length; slot += 1) {
      const parent = parents[slot] ?? 0
      if (parent > 0) linked[moved[slot] ?? 0] = (moved[parent - 1] ?? 0) + 1
    }
    keys = bigger
    parents = linked
  }

  function top(slot: number): number {
    let at = slot
    while ((parents[at] ?? 0) > 0) {
      const parent = (parents[at] ?? 0) - 1
      // Halving the path keeps long chains cheap.
      const above = parents[parent] ?? 0
      if (above > 0) parents[at] = above
      at = parent
    }
    return at
  }

  return {
    link(id, parent) {
      slotOf(keyOf(id))
      const to = slotOf(keyOf(parent))
      const from = find(keys, keyOf(id))
      // A damaged export may hold a circle.
      if ((parents[from] ?? 0) === 0 && top(to) !== from) parents[from] = to + 1
    },
    rootOf(id) {
      const key = keyOf(id)
      const slot = find(keys, key)
      return nameOf(keys[slot] === 0n ? key : (keys[top(slot)] ?? key))
    },
  }
}

/** Numbers stand for themselves; other ids are hashed, with the highest bit set. */
const HASHED = 1n << 63n

function keyOf(id: string): bigint {
  if (/^[1-9]\d{0,18}$/.test(id) && BigInt(id) < HASHED) return BigInt(id)
  return BigInt(`0x${hash('sha256', id, 'hex').slice(0, 16)}`) | HASHED
}

/** A chain is named the same from its first message on, also while that is the only one. */
function nameOf(key: bigint): string {
  return key < HASHED ? String(key) : `replies-${key.toString(16)}`
}

function tooMany(): Error {
  return inputError('INPUT_TOO_LARGE', `more than ${MOST_IDS} messages are linked by replies`, {
    hints: ['split the file, or put all rows of a file into one conversation with --conversations file'],
  })
}
