import {relative, sep} from 'node:path'

/** A path as it is shortest to type: from the current folder when it lies below it. */
export function fromHere(path: string, from: string = process.cwd()): string {
  const short = relative(from, path)
  return short === '' || short === '..' || short.startsWith(`..${sep}`) ? path : short
}
