import type nodeFs from 'node:fs'
import {dirname, join} from 'node:path'
import {EverportError} from '@everport/core/errors'

/** The part of `node:fs` that copying needs: tests hand in a volume in memory. */
export type CopyFileSystem = Pick<
  typeof nodeFs,
  'existsSync' | 'mkdirSync' | 'readdirSync' | 'readFileSync' | 'statSync' | 'writeFileSync'
>

/** What building and installing leave in the template's folder. */
const LEFT_BEHIND = new Set(['node_modules', 'dist', 'oclif.manifest.json', '.DS_Store'])
const TEXT = /\.(ts|json|jsonl|md)$/

/**
 * Copies a template into a folder that is new or empty.
 * @param rename gives the text of a file as it is to be written
 * @returns paths of the files written, relative to `to`, sorted
 * @throws EverportError `CONFIG_INVALID` when there is something at `to` already
 */
export function copyTemplate(fs: CopyFileSystem, from: string, to: string, rename: (text: string) => string): string[] {
  refuseOccupied(fs, to)
  const paths = listFiles(fs, from, '')
  for (const path of paths) {
    const target = join(to, publishedName(path))
    const content = fs.readFileSync(join(from, path))
    fs.mkdirSync(dirname(target), {recursive: true})
    fs.writeFileSync(target, TEXT.test(path) ? rename(content.toString()) : content, {flag: 'wx'})
  }
  return paths.map(publishedName).sort()
}

function refuseOccupied(fs: CopyFileSystem, to: string): void {
  if (!fs.existsSync(to)) return
  const isFolder = fs.statSync(to).isDirectory()
  if (isFolder && fs.readdirSync(to).length === 0) return
  throw new EverportError('CONFIG_INVALID', `${to} ${isFolder ? 'is not empty' : 'is a file'}; nothing was written.`, {
    hints: ['--dir DIR   makes the plugin somewhere else'],
  })
}

function listFiles(fs: CopyFileSystem, root: string, inside: string): string[] {
  return fs.readdirSync(join(root, inside), {withFileTypes: true}).flatMap((entry) => {
    if (LEFT_BEHIND.has(entry.name)) return []
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`
    return entry.isDirectory() ? listFiles(fs, root, path) : [path]
  })
}

/** npm leaves a .gitignore out of packages, so the template cannot have one; a package.json it could take for another package. */
function publishedName(path: string): string {
  return path.replace(/(^|\/)_gitignore$/, '$1.gitignore').replace(/(^|\/)_package\.json$/, '$1package.json')
}
