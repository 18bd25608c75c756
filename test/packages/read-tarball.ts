import {readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'

const BLOCK = 512

/** The files of an npm package by their paths in it, as text. */
export function readTarball(path: string): Map<string, string> {
  const tar = gunzipSync(readFileSync(path))
  const files = new Map<string, string>()
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const field = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    // Name, octal size, kind and what stands before the name, where POSIX puts them.
    const [name, size, kind, prefix] = [
      field(0, 100),
      Number.parseInt(field(124, 12), 8),
      field(156, 1),
      field(345, 155),
    ]
    const start = at + BLOCK
    const whole = prefix === '' ? name : `${prefix}/${name}`
    if (kind === '0' || kind === '')
      files.set(whole.replace(/^package\//, ''), tar.toString('utf8', start, start + size))
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}
