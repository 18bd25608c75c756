/**
 * What a path inside an export may be: a usable path, something that is left out silently, or one that leads elsewhere.
 */
export type EntryPath = {kind: 'path'; path: string} | {kind: 'junk'} | {kind: 'escapes'}

const JUNK: EntryPath = {kind: 'junk'}
const ESCAPES: EntryPath = {kind: 'escapes'}

/**
 * The path of an entry as the tree shows it: relative, `/`-separated, NFC. Escaping paths are refused although nothing
 * is ever written to them: a source may well make a file name of a folder name.
 */
export function entryPath(raw: string): EntryPath {
  if (raw.includes('\0') || /^[\\/]|^[A-Za-z]:/.test(raw)) return ESCAPES
  const parts = raw
    .normalize('NFC')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return ESCAPES
  if (parts.length === 0 || parts.some(isJunk)) return JUNK
  return {kind: 'path', path: parts.join('/')}
}

/** What operating systems leave in folders and archives; `._x` twins of macOS fall under the dot files. */
export function isJunk(part: string): boolean {
  return part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db'
}
