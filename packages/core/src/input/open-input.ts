import nodeFs, {type Stats} from 'node:fs'
import {basename, dirname, resolve} from 'node:path'
import {inputError} from '../errors/index.js'
import {directoryTree} from './directory-tree.js'
import {diskFile, type Reading, unreadableError} from './disk-file.js'
import type {InputTree} from './input-tree.js'
import {listedTree} from './listed-tree.js'
import {createPause} from './pause.js'

/**
 * Opens what a person points at: a folder, a zip or a single file.
 * @param options.onBytes called with the number of bytes just consumed of the files or, in a zip, of the archive; peeking with `head` does not count
 * @throws InputError `INPUT_MISSING`, `INPUT_UNREADABLE`, `INPUT_ENCRYPTED`, `INPUT_HOSTILE`
 */
export async function openInput(path: string, options: {onBytes?(n: number): void} = {}): Promise<InputTree> {
  const real = resolve(path)
  const stats = statInput(path, real)
  if (stats.isDirectory()) return directoryTree(real, nodeFs, options)
  if (!stats.isFile())
    throw inputError('INPUT_UNREADABLE', `${path} is neither a file nor a folder`, {
      hints: ['save the data to a file first: an export is read more than once'],
    })
  const reading: Reading = {fs: nodeFs, pause: createPause(), onBytes: (n) => options.onBytes?.(n)}
  const name = basename(real)
  const file = diskFile(name.normalize('NFC'), real, stats.size, reading)
  const facts = {form: 'file', name, parentName: basename(dirname(real)) || undefined} as const
  await file.head(1)
  return listedTree(facts, async () => ({files: [file], refused: []}))
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
