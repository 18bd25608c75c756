/** Chance that a seed decides: the same seed goes the same way on every machine. */
export interface Seeded {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True so often. */
  chance(share: number): boolean
  one<T>(choices: readonly T[]): T
}

/** mulberry32, which is enough to choose by. */
export function seeded(seed: number): Seeded {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    one: (choices) => choices[Math.floor(next() * choices.length)]!,
  }
}
