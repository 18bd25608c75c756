import {entryPath} from './entry-path.js'
import type {InputTree} from './input-tree.js'
import {type Listing, listedTree} from './listed-tree.js'
import {memoryFile} from './memory-file.js'

/**
 * A tree of files that are given as text or bytes, by path. It leaves out and refuses what a directory or a zip would.
 * @param options.name default `export`
 */
export function memoryTree(
  files: Record<string, string | Uint8Array>,
  options: {name?: string; parentName?: string; form?: InputTree['form']} = {},
): InputTree {
  const listing: Listing = {files: [], refused: []}
  for (const [raw, content] of Object.entries(files)) {
    const entry = entryPath(raw)
    if (entry.kind === 'escapes') listing.refused.push({path: raw, reason: 'escapes'})
    if (entry.kind === 'path')
      listing.files.push(memoryFile(entry.path, typeof content === 'string' ? Buffer.from(content) : content))
  }
  const {name = 'export', parentName, form = 'memory'} = options
  return listedTree({name, parentName, form}, async () => listing)
}
