/** Path of keys and indexes inside a configuration. */
export type RcPath = readonly (string | number)[]

/**
 * Where secrets seem to stand: under a key that is called like one, as a text that looks like one, or equal to one that is
 * known.
 */
export function secretsIn(values: unknown, known: readonly string[]): RcPath[] {
  const found: RcPath[] = []
  visit(values, [])
  return found

  function visit(value: unknown, path: RcPath): void {
    if (typeof value === 'string' || typeof value === 'number') {
      const key = path.findLast((part) => typeof part === 'string')
      const named = String(value) !== '' && path.length > 0 && isNamedLikeSecret(String(key), path)
      if (named || looksLikeSecret(String(value), known)) found.push(path)
    } else if (Array.isArray(value)) value.forEach((one, i) => void visit(one, [...path, i]))
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(one, [...path, key])
    }
  }
}

/** `apiKey`, `EVEROS_API_KEY`, `token`, `bot-token`, `password`; not `monkey`, `tokens`, `threadKey`. */
const NAMES =
  /^(?:(?:[a-z]+ )*(?:token|secret|password|passwd|passphrase|credentials?|authorization)|(?:[a-z]+ )*(?:api|access|secret|auth|private) ?key|(?:everos |everport )?key|apikey)$/

function isNamedLikeSecret(key: string, path: RcPath): boolean {
  // Names of profiles and ids of sources are somebody's own words.
  if (path.length === 2 && (path[0] === 'profiles' || path[0] === 'sources')) return false
  return NAMES.test(
    key
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[^A-Za-z]+/g, ' ')
      .trim()
      .toLowerCase(),
  )
}

const LOOKS = [
  /^Bearer\s+\S{8,}$/i,
  /^[sprk]k[-_][\w-]{16,}$/,
  /^xox[a-z]-[\w-]{8,}/,
  /^gh[pousr]_\w{20,}$/,
  /^eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/,
  // An address with a password, or with a key among its parameters.
  /^[a-z][a-z+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i,
  /^https?:\/\/\S*[?&](?:api[-_]?key|key|token|access_token|secret|password)=/i,
]

function looksLikeSecret(text: string, known: readonly string[]): boolean {
  const trimmed = text.trim()
  return known.includes(trimmed) || LOOKS.some((look) => look.test(trimmed))
}
