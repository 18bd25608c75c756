import pLimit from 'p-limit'

/**
 * Does some work for every item, so many at once, and gives back what came of it in the order of the items. After the first failure, or when
 * `signal` is aborted, no other item is begun; that reason is thrown once those under way have ended, who can tell by the signal they are given.
 */
export async function sideBySide<Item, Found>(
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal) => Promise<Found>,
  {atOnce, signal}: {atOnce: number; signal: AbortSignal},
): Promise<Found[]> {
  const stop = new AbortController()
  const ends = AbortSignal.any([signal, stop.signal])
  const limit = pLimit(atOnce)
  const found: Found[] = []
  await Promise.all(
    items.map((item, i) =>
      limit(async () => {
        if (ends.aborted) return
        try {
          found[i] = await work(item, ends)
        } catch (error) {
          stop.abort(error)
        }
      }),
    ),
  )
  ends.throwIfAborted()
  return found
}
