import type {InputFile} from '@everport/plugin-kit'
import {byDay, isDayFile} from './day-order.js'

/** The index files of an export, by name without `.json`. */
export type IndexName = 'users' | 'org_users' | 'channels' | 'groups' | 'mpims' | 'dms' | 'workspace'

/** One workspace of an export: its indexes and its conversations' folders. Prefixes end in `/` or are empty. */
export interface Workspace {
  prefix: string
  indexes: Partial<Record<IndexName, InputFile>>
  /** Folder name -> day files, oldest first. The name is '' when the day files stand at the root. */
  folders: Map<string, InputFile[]>
}

/** Which kind of Slack data a tree is, by its paths alone. */
export type Layout =
  | {form: 'days'; workspaces: Workspace[]; misplaced: number}
  /** One file per conversation: slackdump's dump, slack-archive, slackarchive.io. `indexes`: of each that lies there. */
  | {form: 'conversations'; indexes: Array<Workspace['indexes']>; files: InputFile[]}
  | {form: 'chunks'; files: InputFile[]}
  | {form: 'log'; files: InputFile[]}

const INDEXES: ReadonlySet<string> = new Set<IndexName>([
  'users',
  'org_users',
  'channels',
  'groups',
  'mpims',
  'dms',
  'workspace',
])
/** `C024BE91L.json`; `C024BE91L-1355517523.000008.json` is one thread. */
export const CONVERSATION_FILE = /^([CDG][A-Z0-9]{6,})(?:[-_](?:thread_)?\d+\.\d+)?\.json$/
const GRID = /^teams\/[^/]+\/$/

/**
 * Finds the layout. An uploaded file may itself be called `users.json` or `2020-01-01.json`, so depth and parent decide, not the
 * name alone: indexes count at the shallowest folder that has one, day files one folder below it.
 */
export function findLayout(files: readonly InputFile[]): Layout | undefined {
  const days = new Map<string, InputFile[]>()
  const indexes = new Map<string, Workspace['indexes']>()
  for (const file of files) {
    const cut = file.path.lastIndexOf('/') + 1
    const folder = file.path.slice(0, cut)
    const base = file.path.slice(cut)
    if (isDayFile(base)) push(days, folder, file)
    else if (base.endsWith('.json') && INDEXES.has(base.slice(0, -5))) {
      const known = indexes.get(folder) ?? {}
      known[base.slice(0, -5) as IndexName] = file
      indexes.set(folder, known)
    }
  }
  // An index inside a conversation's folder is an upload.
  for (const folder of indexes.keys()) if (isInside(folder, days)) indexes.delete(folder)
  return (
    byDays(days, indexes) ??
    byConversationFiles(files, indexes) ??
    byEnding(files, '.json.gz', 'chunks') ??
    byEnding(files, '.jsonl.gz', 'chunks') ??
    byEnding(files, '.jsonl', 'log') ??
    indexOnly(indexes)
  )
}

function byDays(days: Map<string, InputFile[]>, indexes: Map<string, Workspace['indexes']>): Layout | undefined {
  if (days.size === 0) return undefined
  const prefixes = indexes.size === 0 ? shallowest(parents(days)) : workspacePrefixes(indexes, parents(days))
  const workspaces = prefixes.map((prefix) => ({
    prefix,
    indexes: indexes.get(prefix) ?? {},
    folders: new Map<string, InputFile[]>(),
  }))
  const byPrefix = new Map(workspaces.map((workspace) => [workspace.prefix, workspace]))
  let misplaced = 0
  for (const [folder, files] of days) {
    const workspace = byPrefix.get(parentOf(folder))
    if (workspace !== undefined) {
      const name = folder.slice(workspace.prefix.length, -1)
      workspace.folders.set(name, files.sort(byDay))
    } else if (!isUpload(folder)) misplaced += files.length
  }
  return workspaces.some(({folders}) => folders.size > 0) ? {form: 'days', workspaces, misplaced} : undefined
}

/** The shallowest folders with an index, and below each the workspaces of an Enterprise Grid organisation. */
function workspacePrefixes(indexes: Map<string, Workspace['indexes']>, parents: readonly string[] = []): string[] {
  const roots = shallowest([...indexes.keys()])
  const below = [...indexes.keys(), ...parents].filter((prefix) =>
    roots.some((root) => prefix.startsWith(root) && GRID.test(prefix.slice(root.length))),
  )
  return [...new Set([...roots, ...below])]
}

function byConversationFiles(
  files: readonly InputFile[],
  indexes: Map<string, Workspace['indexes']>,
): Layout | undefined {
  const named = new Map<string, InputFile[]>()
  for (const file of files) {
    const cut = file.path.lastIndexOf('/') + 1
    if (CONVERSATION_FILE.test(file.path.slice(cut))) push(named, file.path.slice(0, cut), file)
  }
  const found: Extract<Layout, {form: 'conversations'}> = {form: 'conversations', indexes: [], files: []}
  const add = (prefix: string, inside: readonly InputFile[]) => {
    if (inside.length === 0) return
    found.indexes.push(indexes.get(prefix) ?? {})
    found.files.push(...inside)
  }
  for (const prefix of shallowest([...named.keys()])) add(prefix, named.get(prefix) ?? [])
  if (found.files.length > 0) return found
  // slackarchive.io: messages/<channel>.json beside users.json and channels.json.
  for (const root of shallowest([...indexes.keys()])) {
    const folder = `${root}messages/`
    add(
      root,
      files.filter(({path}) => path.startsWith(folder) && /^[^/]+\.json$/.test(path.slice(folder.length))),
    )
  }
  return found.files.length > 0 ? found : undefined
}

function byEnding(files: readonly InputFile[], ending: string, form: 'chunks' | 'log'): Layout | undefined {
  const named = files.filter(({path}) => path.endsWith(ending))
  if (named.length === 0) return undefined
  const folderOf = ({path}: InputFile) => path.slice(0, path.lastIndexOf('/') + 1)
  const folders = new Set(shallowest(named.map(folderOf)))
  return {form, files: named.filter((file) => folders.has(folderOf(file)))}
}

function indexOnly(indexes: Map<string, Workspace['indexes']>): Layout | undefined {
  const prefixes = workspacePrefixes(indexes).filter((prefix) => hasConversations(indexes.get(prefix)))
  if (prefixes.length === 0) return undefined
  const workspaces = prefixes.map((prefix) => ({prefix, indexes: indexes.get(prefix) ?? {}, folders: new Map()}))
  return {form: 'days', workspaces, misplaced: 0}
}

function hasConversations(indexes: Workspace['indexes'] = {}): boolean {
  return (indexes.channels ?? indexes.groups ?? indexes.mpims ?? indexes.dms) !== undefined
}

function shallowest(prefixes: readonly string[]): string[] {
  const depth = (prefix: string) => prefix.split('/').length
  const least = prefixes.reduce((found, prefix) => Math.min(found, depth(prefix)), Number.POSITIVE_INFINITY)
  return [...new Set(prefixes)].filter((prefix) => depth(prefix) === least)
}

function parents(days: Map<string, InputFile[]>): string[] {
  return [...days.keys()].map(parentOf)
}

/** `a/b/` -> `a/`; the root's day files have themselves for a parent. */
function parentOf(folder: string): string {
  return folder === '' ? '' : folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
}

function isInside(folder: string, days: Map<string, InputFile[]>): boolean {
  for (let at = folder.indexOf('/') + 1; at > 0; at = folder.indexOf('/', at) + 1)
    if (days.has(folder.slice(0, at))) return true
  // A conversation's folder on its own: its day files stand at the root.
  return days.has('') && isUpload(folder)
}

/** slackdump puts uploads into `__uploads/<id>/` or `<channel>/attachments/`. */
export function isUpload(folder: string): boolean {
  return /(?:^|\/)(?:__uploads|attachments)\//.test(folder)
}

function push(map: Map<string, InputFile[]>, key: string, file: InputFile): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [file])
  else known.push(file)
}
