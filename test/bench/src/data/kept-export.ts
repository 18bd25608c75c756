import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {ExportKind, ExportSize, MadeExport} from './export-kind.js'

const SEED = 1

/**
 * Makes an export below `cache`, or finds it there: the same kind, version, seed and size are the same bytes. It becomes visible
 * whole or not at all.
 */
export function keptExport(
  cache: string,
  kind: ExportKind,
  size: ExportSize,
  making: () => void = () => {},
): MadeExport {
  const amount = 'bytes' in size ? `${size.bytes}b` : `${size.messages}m`
  const folder = join(cache, 'exports', `${kind.id}-v${kind.version}-s${SEED}-${amount}`)
  const about = join(folder, 'about.json')
  if (!existsSync(about)) {
    making()
    const partial = `${folder}.partial`
    for (const path of [partial, folder]) rmSync(path, {recursive: true, force: true})
    mkdirSync(partial, {recursive: true})
    const made = kind.write(partial, size, SEED)
    writeFileSync(join(partial, 'about.json'), JSON.stringify({...made, path: made.path.slice(partial.length + 1)}))
    renameSync(partial, folder)
  }
  const made = JSON.parse(readFileSync(about, 'utf8')) as MadeExport
  return {...made, path: join(folder, made.path)}
}
