import {readFileSync} from 'node:fs'
import {basename, dirname, join, relative, resolve} from 'node:path'
import {EverportError} from '../errors/everport-error.js'
import {RC_PLACES, RC_PROPERTY} from './rc-places.js'

/** The part of `node:fs` that finding needs: tests hand in a volume in memory. */
export interface RcFileSystem {
  readFileSync(path: string, encoding: 'utf8'): string
}

/** A configuration file as it stands on the disk. */
export interface RcFile {
  /** Absolute. */
  path: string
  /** The path as seen from where the search began, for sentences. */
  name: string
  /** The folder that the file configures, against which paths in it are meant: of a file in `.config/`, the one above. */
  folder: string
  content: string
}

/**
 * The nearest configuration file, from a folder upwards. Nothing is merged: the first file that is there counts.
 * @param stopAt last folder that is searched, `from` or one above it
 * @throws EverportError `CONFIG_INVALID` for a file that is there and cannot be read
 */
export function findRc(
  from: string,
  stopAt: string,
  fs: RcFileSystem = {readFileSync: (path, encoding) => readFileSync(path, encoding)},
): RcFile | undefined {
  const last = resolve(stopAt)
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const place of RC_PLACES) {
      const path = join(folder, place)
      const name = relative(resolve(from), path)
      const content = contentOf(path, name, fs)
      // Most package.json have nothing of ours, and a broken one is not our business then.
      if (content === undefined || (basename(path) === 'package.json' && !content.includes(`"${RC_PROPERTY}"`)))
        continue
      if (basename(path) === 'package.json' && !hasProperty(content)) continue
      return {path, name, folder, content}
    }
    if (folder === last || folder === dirname(folder)) return undefined
  }
}

/** Of a damaged file: true, so that it is told of. */
function hasProperty(content: string): boolean {
  try {
    const manifest: unknown = JSON.parse(content)
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, RC_PROPERTY)
  } catch {
    return true
  }
}

function contentOf(path: string, name: string, fs: RcFileSystem): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // A folder of the name of a configuration file is none.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw new EverportError('CONFIG_INVALID', `The configuration ${name} cannot be read (${code}).`, {
      place: {file: name},
      cause: error,
    })
  }
}
