import type {ManifestFile} from '../stage/manifest.js'

/** Clauses on how an export differs from what a run read. */
export function exportChanges(before: readonly ManifestFile[], now: readonly ManifestFile[]): string[] {
  const old = new Map(before.map((file) => [file.path, file]))
  const added = now.filter(({path}) => !old.has(path))
  const both = now.filter(({path}) => old.has(path))
  const kept = new Set(both.map(({path}) => path))
  const gone = before.filter(({path}) => !kept.has(path))
  const resized = both.filter(({path, size}) => old.get(path)!.size !== size)
  const rewritten = both.filter(({path, size, mark}) => old.get(path)!.size === size && old.get(path)!.mark !== mark)
  const clauses = [
    ...listed(added, 'new', ({path}) => path),
    ...listed(gone, 'gone', ({path}) => path),
    ...listed(
      resized,
      'of another size',
      ({path, size}) => `${path} has ${bytes(size)}, and had ${bytes(old.get(path)!.size)}`,
    ),
    ...listed(rewritten, 'of the same size with another content', ({path}) => path),
  ]
  return clauses.length === 0 ? ['its files have the same names and sizes, and another content'] : clauses
}

function listed<T>(files: readonly T[], what: string, show: (file: T) => string): string[] {
  const [first] = files
  if (first === undefined) return []
  return files.length === 1
    ? [`1 file is ${what} (${show(first)})`]
    : [`${count(files.length)} files are ${what} (the first: ${show(first)})`]
}

/** Clauses on options that are not those that a run was begun with. Both as a run stores them: options of any import, and its source's under `source`. */
export function optionChanges(before: string, now: string): string[] {
  const old = flat(JSON.parse(before))
  const given = flat(JSON.parse(now))
  return [...new Set([...old.keys(), ...given.keys()])]
    .filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(given.get(key)))
    .map((key) => `${key} is ${shown(given.get(key))}, and was ${shown(old.get(key))}`)
}

function flat({source, ...options}: Record<string, unknown>): Map<string, unknown> {
  return new Map(Object.entries({...options, ...(source as Record<string, unknown> | undefined)}))
}

const LONGEST = 120

function shown(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'not set'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const count = (n: number) => n.toLocaleString('en-US')
const bytes = (n: number) => `${count(n)} bytes`
