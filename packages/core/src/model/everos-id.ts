import {createHash} from 'node:crypto'

const MAX = 128
const SAFE = /^[A-Za-z0-9_.@+-]+$/
const SAFE_UNITS = new Uint8Array(0x80)
for (let unit = 0; unit < 0x80; unit++) if (SAFE.test(String.fromCharCode(unit))) SAFE_UNITS[unit] = 1

/**
 * Joins parts into an id that every EverOS API takes: 1 to 128 characters of `[A-Za-z0-9_.@+-]` (self-hosted sender ids become
 * directory names, so `.` and `..` are out) and never starting `gen_` (v1 reserves it). What does not fit is slugged and
 * gets ten hex digits of its SHA-256, so different inputs stay different.
 */
export function everosId(...parts: string[]): string {
  const plain = parts.join('-')
  if (plain.length <= MAX && SAFE.test(plain) && !plain.startsWith('gen_') && plain !== '.' && plain !== '..')
    return plain
  const digest = createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 10)
  const slug = plain
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_.@+-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .replace(/^gen_/, 'gen-')
    .slice(0, MAX - 11)
  return slug === '' ? `id-${digest}` : `${slug}-${digest}`
}

/** True when `everosId(id, part)` is `id-part`, given that `id` is such an id: without making it. */
export function joinsPlainly(id: string, part: string): boolean {
  if (id.length + 1 + part.length > MAX) return false
  for (let i = 0; i < part.length; i++) if (SAFE_UNITS[part.charCodeAt(i)] !== 1) return false
  return true
}
