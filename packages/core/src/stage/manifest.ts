import {createHash} from 'node:crypto'
import type {InputFile, InputTree} from '../input/input-tree.js'
import {sampleDigest} from '../input/sample-digest.js'
import {contentDigest} from './content-digest.js'

/** Up to here every byte is looked at: a fraction of a second. */
const ALL_BYTES = 64 * 1024 * 1024
const ALL_FILES = 1000
/** Of a larger folder the beginnings of so many files, the largest. */
const HEADS = 16
const HEAD = 64 * 1024

/** What an export consists of, to tell later whether it is still the same. */
export interface Manifest {
  /** Equal for equal exports, wherever they are. */
  digest: string
  files: readonly ManifestFile[]
}

export interface ManifestFile {
  path: string
  size: number
  /** Tells contents of one size apart; empty where the content was not looked at. */
  mark: string
}

/**
 * The names and sizes of all files and what is in them: all of it for exports up to 64 MB, samples of larger ones. When a file was changed last
 * counts for nothing: a copy is the same export.
 * @param path where the tree was opened; looked at when it is a file on disk
 */
export async function readManifest(tree: InputTree, path: string): Promise<Manifest> {
  const files = await tree.files()
  const total = files.reduce((sum, {size}) => sum + size, 0)
  const marks = new Map<InputFile, string>()
  let whole = ''
  if (total <= ALL_BYTES && files.length <= ALL_FILES) {
    for (const file of files) marks.set(file, await markOf(() => contentDigest(file)))
  } else if (tree.form === 'file' || tree.form === 'zip') whole = sampleDigest(path) ?? ''
  else {
    const largest = [...files].sort((a, b) => b.size - a.size).slice(0, HEADS)
    for (const file of largest) {
      marks.set(
        file,
        await markOf(async () =>
          createHash('sha256')
            .update(await file.head(HEAD))
            .digest('hex'),
        ),
      )
    }
  }
  const listed = files.map((file) => ({path: file.path, size: file.size, mark: marks.get(file) ?? ''}))
  const digest = createHash('sha256').update(whole)
  for (const file of listed) digest.update(`${file.path}\u0000${file.size}\u0000${file.mark}\n`)
  return {digest: digest.digest('hex').slice(0, 32), files: listed}
}

/** A damaged file is as good as any other: it is the same while it is damaged in the same way. */
async function markOf(read: () => Promise<string>): Promise<string> {
  try {
    return (await read()).slice(0, 16)
  } catch {
    return 'unreadable'
  }
}
