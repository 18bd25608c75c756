/** A map that forgets what was not touched for long. */
export function createRecentMap<Key, Value>(
  size: number,
): {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): void
} {
  let young = new Map<Key, Value>()
  let old = new Map<Key, Value>()
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      young.set(key, value)
      if (young.size >= size) {
        old = young
        young = new Map()
      }
    },
  }
}
