import {closest, distance} from 'fastest-levenshtein'

/** The known word that somebody probably meant, if any is near enough. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const lower = word.toLowerCase()
  const nearest = closest(lower, known)
  return distance(lower, nearest) <= Math.max(1, Math.floor(nearest.length / 3)) ? nearest : undefined
}
