import {inputError} from '../../errors/index.js'
import {createPause} from '../create-pause.js'
import {ENTRY_LIMIT} from '../entry-limit.js'
import {entryPath} from '../entry-path.js'
import type {InputTree, RefusedEntry} from '../input-tree.js'
import {type Listing, listedTree} from '../listed-tree.js'
import {readCentralDirectory, type ZipData, type ZipEntry} from './central-directory.js'
import {type EndRecord, readEndRecord} from './end-record.js'
import type {RandomAccess} from './random-access.js'
import {ZipFile, type ZipReading} from './zip-file.js'

/** About 250 bytes for each of the most entries allowed. */
const DIRECTORY_LIMIT = 256 * 1024 * 1024
const LOCAL_HEADER = 30
const STORED = 0
const DEFLATED = 8
/** Deflate cannot do better than 1032:1. */
const HIGHEST_RATIO = 1100
/** Of the whole archive; chats deflate to about a tenth. Below the free size nothing is worth refusing. */
const RATIO_LIMIT = 250
const SIZE_FREE = 4 * 1024 ** 3

/**
 * A zip archive as a tree; also spreadsheets and whatever else is a zip inside. An archive in the archive is just a
 * file. Closing the tree closes `access`.
 * @throws InputError `INPUT_UNREADABLE` when the archive has no readable list of entries, `INPUT_ENCRYPTED` when
 * everything in it needs a password, `INPUT_HOSTILE` when it breaks a safety limit
 */
export function zipTree(
  access: RandomAccess,
  options: {name: string; parentName?: string | undefined; onBytes?(n: number): void},
): InputTree {
  const {name, parentName} = options
  const end = readEndRecord(access, name)
  if (end.size > DIRECTORY_LIMIT || end.count > ENTRY_LIMIT) throw tooManyError(name)
  const reading: ZipReading = {access, pause: createPause(), onBytes: (n) => options.onBytes?.(n)}
  const listing = listZip(reading, end, name)
  return listedTree({form: 'zip', name, parentName}, async () => listing, access.close)
}

function listZip(reading: ZipReading, end: EndRecord, name: string): Listing {
  const {entries, gaps} = readCentralDirectory(reading.access, end)
  if (entries.length > ENTRY_LIMIT) throw tooManyError(name)
  const sound = entries.map(({data}) => data).filter((data) => isSound(data, end.offset))
  refuseBombs(sound, reading.access.size, name)
  const readable = withoutOverlaps(sound)
  const listing: Listing = {
    files: [],
    refused: gaps.map((at) => ({path: `(entry at byte ${at})`, reason: 'unreadable'})),
  }
  for (const entry of entries) {
    const path = entryPath(entry.name)
    if (path.kind === 'junk' || entry.folder) continue
    const reason = path.kind === 'escapes' ? 'escapes' : refusal(entry, readable)
    if (reason !== undefined) listing.refused.push({path: path.kind === 'path' ? path.path : entry.name, reason})
    else if (path.kind === 'path') listing.files.push(new ZipFile(path.path, entry.data, reading))
  }
  if (listing.files.length === 0) refuseWhole(listing.refused, name)
  return listing
}

function refusal(entry: ZipEntry, readable: ReadonlySet<ZipData>): RefusedEntry['reason'] | undefined {
  if (entry.encrypted) return 'encrypted'
  if (entry.link) return 'link'
  if (entry.data.method !== STORED && entry.data.method !== DEFLATED) return 'unsupported-compression'
  return readable.has(entry.data) ? undefined : 'unreadable'
}

function isSound({offset, packedSize, size, method}: ZipData, directoryStart: number): boolean {
  if (offset < 0 || offset + LOCAL_HEADER + packedSize > directoryStart) return false
  return method === DEFLATED ? size <= (packedSize + 1) * HIGHEST_RATIO : method !== STORED || size === packedSize
}

function refuseBombs(entries: readonly ZipData[], archiveSize: number, name: string): void {
  let packed = 0
  let size = 0
  for (const entry of entries) {
    packed += entry.packedSize
    size += entry.size
  }
  if (packed > archiveSize)
    throw inputError('INPUT_HOSTILE', `the entries of ${name} claim more bytes than the archive has`, {
      hints: ['the archive is damaged or made to do harm: get it again from where it came'],
    })
  if (size > SIZE_FREE && size > archiveSize * RATIO_LIMIT)
    throw inputError('INPUT_HOSTILE', `${name} would unpack to more than ${RATIO_LIMIT} times its size`, {
      hints: ['if you trust the archive, unpack it yourself and give the folder'],
    })
}

/** Of entries that share bytes only the first in the file is read. */
function withoutOverlaps(entries: readonly ZipData[]): Set<ZipData> {
  const apart = new Set<ZipData>()
  let reach = 0
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < reach) continue
    apart.add(entry)
    reach = entry.offset + LOCAL_HEADER + entry.packedSize
  }
  return apart
}

function tooManyError(name: string) {
  return inputError('INPUT_HOSTILE', `${name} holds more than ${ENTRY_LIMIT.toLocaleString('en')} entries`)
}

function refuseWhole(refused: readonly RefusedEntry[], name: string): void {
  if (refused.some(({reason}) => reason === 'encrypted'))
    throw inputError('INPUT_ENCRYPTED', `${name} is protected by a password`, {
      hints: ['unpack it with its password, then give the folder'],
    })
  if (refused.some(({reason}) => reason === 'unsupported-compression'))
    throw inputError('INPUT_UNREADABLE', `${name} uses a compression that cannot be read here`, {
      hints: ['unpack it, then give the folder'],
    })
}
