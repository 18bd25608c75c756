export interface RecentMap<Key, Value> {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): void
}

/** A map that forgets the entries unused for longest, so that what a reader remembers stays bounded on any export. */
export function createRecentMap<Key, Value>(limit: number): RecentMap<Key, Value> {
  // Two generations: cheaper than reordering a Map on every hit, and never more than 2 * limit entries.
  let young = new Map<Key, Value>()
  let old = new Map<Key, Value>()
  const set = (key: Key, value: Value) => {
    young.set(key, value)
    if (young.size < limit) return
    old = young
    young = new Map()
  }
  return {
    set,
    get(key) {
      const held = young.get(key)
      if (held !== undefined) return held
      const aged = old.get(key)
      if (aged !== undefined) set(key, aged)
      return aged
    },
  }
}
