import nodeFs from 'node:fs'
import {basename, dirname, join, resolve, sep} from 'node:path'
import {inputError} from '../errors/index.js'
import {createPause} from './create-pause.js'
import {DiskFile, type Reading} from './disk-file.js'
import {ENTRY_LIMIT} from './entry-limit.js'
import {entryPath, isJunk} from './entry-path.js'
import {orUnreadable} from './file-errors.js'
import type {FileSystem, FolderEntry} from './file-system.js'
import type {InputTree, RefusedEntry} from './input-tree.js'
import {type Listing, listedTree} from './listed-tree.js'
import {pathOrder} from './path-order.js'

/**
 * The files below a folder. Links to files inside it are followed; links to folders are not, because what they lead to
 * is either outside or already listed in its own place.
 */
export function directoryTree(
  path: string,
  fs: FileSystem = nodeFs,
  options: {onBytes?(n: number): void} = {},
): InputTree {
  const root = resolve(path)
  const reading: Reading = {fs, pause: createPause(), onBytes: (n) => options.onBytes?.(n)}
  const facts = {form: 'directory', name: basename(root), parentName: basename(dirname(root)) || undefined} as const
  return listedTree(facts, () => listDirectory(root, reading))
}

async function listDirectory(root: string, reading: Reading): Promise<Listing> {
  const {fs, pause} = reading
  const listing: Listing = {files: [], refused: []}
  const refuse = (path: string, reason: RefusedEntry['reason']) =>
    listing.refused.push({path: path.normalize('NFC'), reason})
  const home = orUnreadable(root, () => fs.realpathSync(root))
  const folders = ['']
  while (folders.length > 0) {
    const folder = folders.pop()!
    await pause()
    const read = () => fs.readdirSync(join(home, folder), {withFileTypes: true})
    const entries = folder === '' ? orUnreadable(root, read) : attempt(read)
    if (entries === undefined) refuse(folder, 'unreadable')
    // the order of a folder is the disk's: of two spellings of one name the same one must win everywhere
    for (const entry of entries?.sort((a, b) => pathOrder(a.name, b.name)) ?? []) {
      if (isJunk(entry.name)) continue
      await pause()
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) folders.push(path)
      else {
        const found = lookAt(path, entry, home, reading)
        if (found instanceof DiskFile) listing.files.push(found)
        else if (found !== undefined) refuse(path, found)
      }
    }
    if (listing.files.length > ENTRY_LIMIT)
      throw inputError('INPUT_HOSTILE', `${root} holds more than ${ENTRY_LIMIT.toLocaleString('en')} files`, {
        hints: ['give the folder of one export, not a folder of everything'],
      })
  }
  return listing
}

/** The file, why it is refused, or nothing when it is left out. */
function lookAt(
  relative: string,
  entry: FolderEntry,
  home: string,
  reading: Reading,
): DiskFile | RefusedEntry['reason'] | undefined {
  const named = entryPath(relative)
  if (named.kind === 'escapes') return 'escapes'
  if (named.kind === 'junk') return undefined
  const real = join(home, relative)
  if (entry.isSymbolicLink()) {
    const size = linkedSize(reading.fs, home, real)
    return size === undefined ? 'link' : new DiskFile(named.path, real, size, reading)
  }
  const stats = entry.isFile() ? attempt(() => reading.fs.lstatSync(real)) : undefined
  return stats === undefined ? 'unreadable' : new DiskFile(named.path, real, stats.size, reading)
}

function linkedSize(fs: FileSystem, home: string, link: string): number | undefined {
  const target = attempt(() => fs.realpathSync(link))
  if (!target?.startsWith(home.endsWith(sep) ? home : home + sep)) return undefined
  const stats = attempt(() => fs.statSync(target))
  return stats?.isFile() ? stats.size : undefined
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
