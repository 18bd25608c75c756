import {hash} from 'node:crypto'
import {createRecentMap} from './recent-map.js'

/** Equal rows stand close together (same author, text and printed time), so remembering this many rows finds them all. */
const REMEMBERED = 20_000

/**
 * Ids for exports that have none: a hash of the parts, with a running number among equals (people do repeat "ok" within a
 * minute). A longer export of the same conversation gives its old messages the same ids.
 */
export function createOccurrenceIds(): (...parts: string[]) => string {
  const seen = createRecentMap<string, number>(REMEMBERED)
  return (...parts) => {
    const key = digest(parts)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : digest([key, String(count)])
  }
}

function digest(parts: readonly string[]): string {
  return hash('sha256', parts.join('\u0000')).slice(0, 32)
}
