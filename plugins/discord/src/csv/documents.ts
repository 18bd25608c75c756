import {type ConversationRecord, type InputFile, naturalOrder} from '@everport/plugin-kit'
import type {ChannelLabel} from '../channel-filter.js'
import {type ExportName, parseExportName} from '../export-name.js'
import {isSnowflake} from '../snowflake.js'
import type {CsvLayout} from './generation.js'

export interface CsvDocument {
  file: InputFile
  layout: CsvLayout
  label: ChannelLabel
  conversation: ConversationRecord
  /** Parts of one export share it: their rows are counted on. */
  set: string
}

// Part names of archives that keep one folder per channel: `1.csv`, `2.csv`, `part.csv`, `[part 2].csv`
const PART_NAME = /^(?:\d{1,6}|part[ _-]?\d*|\[part \d+\]|messages|export)$/i
// A folder named after a day says when the export was made, not which channel it is of.
const DAY_FOLDER = /^\d{4}[-_.]?(?:\d\d|\p{L}{3,9})[-_.]?\d\d$|^\d\d[-_.](?:\d\d|\p{L}{3,9})[-_.]\d{2,4}$/u

export interface CsvSurroundings {
  /** What to call the folder at the top of the input. */
  top: string
  /** Paths of all files, the empty ones too: they tell how a folder is laid out. */
  paths: readonly string[]
}

/**
 * CSV files do not say which channel they are of: the name does (`Guild - Parent - Channel [id].csv`), or the folder. An id in the name
 * is Discord's own; a channel known by its folder's or file's name is only unique inside this export (`local`). Files of one set come in the order of their parts.
 */
export function arrangeCsvDocuments(
  files: ReadonlyArray<{file: InputFile; layout: CsvLayout}>,
  around: CsvSurroundings,
): CsvDocument[] {
  const partFolders = new Set(around.paths.filter(isPartName).map(folderOf))
  const documents = files.map(({file, layout}): CsvDocument & {named: ExportName} => {
    const named = parseExportName(file.path)
    const base = named.stem.slice(folderOf(file.path).length)
    const id = named.id ?? (isSnowflake(base) && !partFolders.has(folderOf(file.path)) ? base : undefined)
    const isFolderNamed = id === undefined && (isPartName(file.path) || isSnowflake(base))
    const path = isFolderNamed ? channelFolder(file.path, around.top) : withoutDays(named.stem.split('/'))
    const label = labelOf(named, id, path, isFolderNamed)
    return {
      file,
      layout,
      label,
      conversation: conversationOf(label, id === undefined),
      set: isFolderNamed ? folderOf(file.path) : named.stem,
      named,
    }
  })
  return documents.sort(
    (a, b) =>
      naturalOrder(a.conversation.id, b.conversation.id) ||
      naturalOrder(a.set, b.set) ||
      a.named.part - b.named.part ||
      naturalOrder(a.file.path, b.file.path),
  )
}

function labelOf(named: ExportName, id: string | undefined, path: string[], isFolderNamed: boolean): ChannelLabel {
  const isDirect = named.guild === 'Direct Messages' && named.parent === 'Private'
  const isNamed = named.guild !== undefined && !isFolderNamed
  return {
    id: id ?? path.join('/'),
    form: isDirect ? 'direct' : 'channel',
    name: named.id !== undefined || isNamed ? named.channel : id === undefined ? path.at(-1) : undefined,
    guild: isNamed && named.guild !== 'Direct Messages' ? named.guild : undefined,
  }
}

function conversationOf(label: ChannelLabel, isLocal: boolean): ConversationRecord {
  return {
    type: 'conversation',
    id: label.id,
    kind: label.form === 'direct' ? 'direct' : 'group',
    ...(label.name !== undefined && {name: label.name}),
    ...(isLocal && {local: true}),
  }
}

function channelFolder(path: string, top: string): string[] {
  const folders = withoutDays(path.split('/').slice(0, -1))
  return folders.length > 0 ? folders : [top]
}

function withoutDays(parts: string[]): string[] {
  const kept = parts.filter((part, index) => index === parts.length - 1 || !DAY_FOLDER.test(part))
  return kept.length > 0 ? kept : parts
}

function isPartName(path: string): boolean {
  return PART_NAME.test(path.slice(folderOf(path).length).replace(/\.[^.]+$/, ''))
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
