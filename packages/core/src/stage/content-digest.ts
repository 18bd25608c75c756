import {createHash} from 'node:crypto'
import type {InputFile} from '../input/input-tree.js'

/** SHA-256 of all that is in a file, hexadecimal. */
export async function contentDigest(file: InputFile): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of file.chunks()) digest.update(chunk)
  return digest.digest('hex')
}
