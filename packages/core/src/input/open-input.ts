import nodeFs, {type Stats} from 'node:fs'
import {basename, dirname, resolve} from 'node:path'
import {inputError} from '../errors/index.js'
import {createPause} from './create-pause.js'
import {directoryTree} from './directory-tree.js'
import {DiskFile, type Reading} from './disk-file.js'
import {orUnreadable, unreadableError} from './file-errors.js'
import {ARCHIVE_HEAD, foreignArchive} from './foreign-archive.js'
import type {InputTree} from './input-tree.js'
import {listedTree} from './listed-tree.js'
import {fileAccess} from './zip/random-access.js'
import {zipTree} from './zip/zip-tree.js'

/**
 * Opens what a person points at: a folder, a zip or a single file.
 * @param options.onBytes called with the number of bytes just consumed of the files or, in a zip, of the archive;
 * peeking with `head` does not count
 * @throws InputError `INPUT_MISSING`, `INPUT_UNREADABLE`, `INPUT_ENCRYPTED`, `INPUT_HOSTILE`
 */
export async function openInput(path: string, options: {onBytes?(n: number): void} = {}): Promise<InputTree> {
  const real = resolve(path)
  const stats = statInput(path, real)
  if (stats.isDirectory()) {
    const tree = directoryTree(real, nodeFs, options)
    await tree.files()
    return tree
  }
  if (!stats.isFile())
    throw inputError('INPUT_UNREADABLE', `${path} is neither a file nor a folder`, {
      hints: ['save the data to a file first: an export is read more than once'],
    })
  const reading: Reading = {fs: nodeFs, pause: createPause(), onBytes: (n) => options.onBytes?.(n)}
  const name = basename(real)
  const file = new DiskFile(name.normalize('NFC'), real, stats.size, reading)
  const head = await file.head(ARCHIVE_HEAD)
  if (isZip(name, head)) return openZip(real, stats.size, options)
  const foreign = foreignArchive(name, head)
  if (foreign !== undefined)
    throw inputError('INPUT_UNREADABLE', `${path} is a ${foreign} archive, and only zip is read`, {
      hints: ['unpack it, then give the folder'],
    })
  const facts = {form: 'file', name, parentName: parentName(real)} as const
  return listedTree(facts, async () => ({files: [file], refused: []}))
}

/** By its first bytes, because people rename archives; by its name, because a broken one deserves to be called so. */
function isZip(name: string, head: Uint8Array): boolean {
  const magic = Buffer.from(head).toString('latin1', 0, 4)
  return ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].includes(magic) || name.toLowerCase().endsWith('.zip')
}

function openZip(real: string, size: number, options: {onBytes?(n: number): void}): InputTree {
  const access = orUnreadable(real, () => fileAccess(real, size))
  try {
    return orUnreadable(real, () => zipTree(access, {...options, name: basename(real), parentName: parentName(real)}))
  } catch (cause) {
    access.close()
    throw cause
  }
}

function parentName(real: string): string | undefined {
  return basename(dirname(real)) || undefined
}

function statInput(path: string, real: string): Stats {
  try {
    return nodeFs.statSync(real)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      throw inputError('INPUT_MISSING', `there is nothing at ${path}`, {
        hints: ['check the path; put quotes around it when it has spaces'],
        cause,
      })
    throw unreadableError(path, cause)
  }
}
