import type {InputFile} from '@everport/plugin-kit'
import {isPackage} from './is-package.js'

/** One channel's folder of a data package. */
export interface PackageChannel {
  id: string
  /** Missing from packages that were put together again by hand. */
  channel: InputFile | undefined
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
  /** Channels in folders that somebody renamed: only `channel.json` tells which they are. */
  renamed: RenamedChannel[]
}

export interface RenamedChannel {
  channel: InputFile | undefined
  messages: InputFile
}

// Other folders' names are translated (`Compte/`, `Activités/`) and changed case in 2025; these are what all packages share.
const CHANNEL_FILE = /^((.*\/)?c?(\d{15,20})\/)(?:channel\.json|messages\.(?:json|csv))$/

/**
 * Finds data packages by their paths and the heads of a few channels. The other folders of a package, event logs of gigabytes among
 * them, are never opened.
 */
export async function findPackages(files: readonly InputFile[]): Promise<DataPackage[]> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const packages: DataPackage[] = []
  for (const [folder, channels] of channelFolders(files)) {
    const index = byPath.get(`${folder}index.json`)
    const found = [...channels].map(([id, bases]) => channelIn(id, bases, byPath))
    // Messages that somebody took out of a package lie in such folders, too, with nothing else of it.
    const isWhole = index !== undefined || found.some(({channel}) => channel !== undefined)
    if (isWhole && (await isPackage(found)))
      packages.push({
        folder,
        index,
        account: accountOf(files, folder),
        channels: found,
        renamed: renamedChannels(files, folder, byPath),
      })
  }
  return packages
}

/** Folder of the package -> channel id -> the channel's folders: `c123/` (newer) before `123/` when there are both. */
function channelFolders(files: readonly InputFile[]): Map<string, Map<string, Set<string>>> {
  const folders = new Map<string, Map<string, Set<string>>>()
  for (const {path} of files) {
    const [, base, folder = '', id] = CHANNEL_FILE.exec(path) ?? []
    if (base === undefined || id === undefined) continue
    const channels = folders.get(folder) ?? new Map<string, Set<string>>()
    folders.set(folder, channels)
    channels.set(id, new Set([base, ...(channels.get(id) ?? [])]))
  }
  return folders
}

const MESSAGES = ['messages.json', 'messages.csv']

/** Of several files of messages the first is read that has not lost everything: those of `c123/` first, JSON before CSV. */
function channelIn(id: string, bases: Iterable<string>, byPath: ReadonlyMap<string, InputFile>): PackageChannel {
  const inBase = (base: string) => (name: string) => byPath.get(base + name) ?? []
  const all = [...bases].flatMap((base) => MESSAGES.flatMap(inBase(base)))
  const messages = all.find(({size}) => size > 0) ?? all[0]
  const [channel] = [...bases].flatMap((base) => inBase(base)('channel.json'))
  const format = messages?.path.endsWith('.csv') ? 'csv' : 'json'
  return {id, channel, messages, format, doubles: all.filter((file) => file !== messages)}
}

/** Folders beside those of the channels that hold a file of messages, too. */
function renamedChannels(
  files: readonly InputFile[],
  root: string,
  byPath: ReadonlyMap<string, InputFile>,
): RenamedChannel[] {
  const found = new Map<string, RenamedChannel>()
  for (const messages of files) {
    const [, folder] = /^([^/]+\/)messages\.(?:json|csv)$/.exec(messages.path.slice(root.length)) ?? []
    if (folder === undefined || !messages.path.startsWith(root) || CHANNEL_FILE.test(messages.path)) continue
    const base = root + folder
    // JSON before CSV, as in the others.
    if (!found.has(base) || messages.path.endsWith('.json'))
      found.set(base, {channel: byPath.get(`${base}channel.json`), messages})
  }
  return [...found.values()]
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
