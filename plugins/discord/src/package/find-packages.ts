import type {InputFile} from '@everport/plugin-kit'

/** One channel's folder of a data package. */
export interface PackageChannel {
  id: string
  channel: InputFile
  messages: InputFile | undefined
  format: 'json' | 'csv'
  /** Files that say the same as `messages` and are left alone. */
  doubles: InputFile[]
}

export interface DataPackage {
  /** Folder that holds the channel folders, with its `/`; empty when the tree starts there. */
  folder: string
  index: InputFile | undefined
  account: InputFile | undefined
  channels: PackageChannel[]
}

// Folder names are translated (`Compte/`, `Activités/`) and changed case in 2025; this file is what all packages share.
const CHANNEL = /^(.*\/)?(c?)(\d{15,20})\/channel\.json$/

/**
 * Finds data packages by the paths alone. The other folders of a package, event logs of gigabytes among them, are never opened.
 */
export function findPackages(files: readonly InputFile[]): DataPackage[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const packages = new Map<string, DataPackage>()
  // Backwards, so that `c123/` (newer) is met before `123/` when a folder holds both.
  for (const file of files.toReversed()) {
    const match = CHANNEL.exec(file.path)
    if (match === null) continue
    const [, folder = '', prefix, id] = match
    const found = packages.get(folder) ?? {
      folder,
      index: byPath.get(`${folder}index.json`),
      account: accountOf(files, folder),
      channels: [],
    }
    packages.set(folder, found)
    const base = `${folder}${prefix}${id}/`
    const [json, csv] = [byPath.get(`${base}messages.json`), byPath.get(`${base}messages.csv`)]
    const twin = found.channels.find((channel) => channel.id === id)
    if (twin !== undefined) {
      twin.doubles.push(...[json, csv].filter((double) => double !== undefined))
      continue
    }
    const doubles = json !== undefined && csv !== undefined ? [csv] : []
    found.channels.push({id: id!, channel: file, messages: json ?? csv, format: json ? 'json' : 'csv', doubles})
  }
  for (const found of packages.values()) found.channels.reverse()
  return [...packages.values()]
}

/** True for every path in the package's folders: that of the messages and those beside it. Files that lie beside the folders are not. */
export function isInPackage(path: string, {folder}: DataPackage): boolean {
  if (folder === '') return true
  const root = rootOf(folder)
  return path.startsWith(root) && path.indexOf('/', root.length) !== -1
}

// `<Account>/user.json`, one level below the root; `Activities/<n>/users/user.json` lies deeper and is another thing.
function accountOf(files: readonly InputFile[], folder: string): InputFile | undefined {
  if (folder === '') return undefined
  const root = rootOf(folder)
  return files.find(({path}) => path.startsWith(root) && /^[^/]+\/user\.json$/.test(path.slice(root.length)))
}

function rootOf(folder: string): string {
  return folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1)
}
