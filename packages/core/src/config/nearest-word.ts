import {closest, distance} from 'fastest-levenshtein'

/** The known word that somebody probably meant, if any is near enough. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const lower = word.toLowerCase()
  const near = closest(
    lower,
    known.map((one) => one.toLowerCase()),
  )
  const nearest = known.find((one) => one.toLowerCase() === near)!
  return distance(lower, near) <= Math.max(1, Math.floor(near.length / 3)) ? nearest : undefined
}
