import nodeFs from 'node:fs'
import {basename, dirname, join, resolve, sep} from 'node:path'
import {inputError} from '../errors/index.js'
import {DiskFile, type Reading, unreadableError} from './disk-file.js'
import {ENTRY_LIMIT} from './entry-limit.js'
import {entryPath, isJunk} from './entry-path.js'
import type {FileSystem} from './file-system.js'
import type {InputTree, RefusedEntry} from './input-tree.js'
import {type Listing, listedTree} from './listed-tree.js'
import {pathOrder} from './path-order.js'
import {createPause} from './pause.js'

/**
 * The files below a folder. Links to files inside it are followed; links to folders are not, because what they lead to is
 * either outside or already listed in its own place.
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
  const home = attempt(
    () => fs.realpathSync(root),
    (cause) => {
      throw unreadableError(root, cause)
    },
  )
  const listing: Listing = {files: [], refused: []}
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await pause()
    const inside = folder
    const entries = attempt(
      () => fs.readdirSync(join(home, inside), {withFileTypes: true}),
      (cause) => {
        if (inside === '') throw unreadableError(root, cause)
        listing.refused.push({path: inside.normalize('NFC'), reason: 'unreadable'})
        return []
      },
    )
    // the order of a folder is the disk's: of two spellings of one name the same one must win everywhere
    for (const entry of entries.sort((a, b) => pathOrder(a.name, b.name))) {
      if (isJunk(entry.name)) continue
      await pause()
      const relative = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) folders.push(relative)
      else listFile(home, relative, entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other')
    }
  }
  return listing

  function listFile(home: string, relative: string, kind: 'file' | 'link' | 'other') {
    if (listing.files.length >= ENTRY_LIMIT)
      throw inputError('INPUT_HOSTILE', `${root} holds more than ${ENTRY_LIMIT.toLocaleString('en')} files`, {
        hints: ['give the folder of one export, not a folder of everything'],
      })
    const entry = entryPath(relative)
    const refuse = (reason: RefusedEntry['reason']) =>
      void listing.refused.push({path: relative.normalize('NFC'), reason})
    if (entry.kind === 'escapes') return refuse('escapes')
    if (entry.kind === 'junk') return
    if (kind === 'other') return refuse('unreadable')
    const real = join(home, relative)
    const size =
      kind === 'file'
        ? attempt(
            () => fs.lstatSync(real).size,
            () => undefined,
          )
        : linkedSize(fs, home, real)
    if (size === undefined) return refuse(kind === 'link' ? 'link' : 'unreadable')
    listing.files.push(new DiskFile(entry.path, real, size, reading))
  }
}

function linkedSize(fs: FileSystem, home: string, link: string): number | undefined {
  return attempt(
    () => {
      const target = fs.realpathSync(link)
      if (!target.startsWith(home.endsWith(sep) ? home : home + sep)) return undefined
      const stats = fs.statSync(target)
      return stats.isFile() ? stats.size : undefined
    },
    () => undefined,
  )
}

function attempt<T>(act: () => T, otherwise: (cause: unknown) => T): T {
  try {
    return act()
  } catch (cause) {
    return otherwise(cause)
  }
}
