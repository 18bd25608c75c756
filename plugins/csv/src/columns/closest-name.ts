import {normalName} from './normal-name.js'

/** The name that is most like the wanted one, when one is like it at all. */
export function closest(wanted: string, names: readonly string[]): string | undefined {
  const target = normalName(wanted)
  const [best] = names
    .filter((name) => name.trim() !== '')
    .map((name) => ({name, distance: likeness(target, normalName(name))}))
    .sort((a, b) => a.distance - b.distance)
  return best !== undefined && best.distance <= Math.max(2, target.length / 3) ? best.name : undefined
}

function likeness(wanted: string, name: string): number {
  if (wanted.length >= 3 && (name.includes(wanted) || wanted.includes(name)) && name.length >= 3) return 1
  return editDistance(wanted, name)
}

/** Levenshtein: letters to change, add or drop. */
function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
