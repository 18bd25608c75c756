import {decodeUtf8, type InputFile, type InputTree, naturalOrder} from '@everport/plugin-kit'
import {isChatPage, type Recognised, recogniseHtml, recogniseJson} from './recognise.js'

/** Detection and search look at no more of a file than this. */
const HEAD = 64 * 1024
/** Unknown JSON and HTML files that are opened to see what they are. */
const TRIES = 40

export interface JsonExport {
  file: InputFile
  /** Folder that paths in the file are relative to, `` or ending in `/`. */
  folder: string
  recognised: Recognised
}

/** The pages of one conversation, in order. */
export interface HtmlChat {
  folder: string
  pages: InputFile[]
}

export interface HtmlExport {
  /** Folder of the export, `` or ending in `/`; the pages may lie deeper. */
  folder: string
  chats: HtmlChat[]
  /** `lists/chats.html` of an account export. */
  index: InputFile | undefined
}

export interface FoundExports {
  json: JsonExport[]
  html: HtmlExport[]
  /** HTML exports left out because the same folder has JSON. */
  besideJson: HtmlExport[]
}

const RESULT = /^result(?: ?\(\d+\))?\.json$/i
const PAGE = /^messages(\d*)\.html?$/i

/** Finds the exports in a tree by their names and, where names are not enough, by the first bytes of files. */
export async function findExports(tree: InputTree): Promise<FoundExports> {
  const files = await tree.files()
  const json = await findJson(files)
  const html = await findHtml(files)
  const isBeside = ({folder}: HtmlExport) => json.some((found) => folder.startsWith(found.folder))
  return {json, html: html.filter((found) => !isBeside(found)), besideJson: html.filter(isBeside)}
}

/** What to read when nothing is recognised but somebody said that it is Telegram's: a `result.json`, or the only JSON file. */
export async function unrecognisedJson(tree: InputTree): Promise<JsonExport[]> {
  const files = (await tree.files()).filter(({path}) => /\.json$/i.test(path))
  const chosen = files.length === 1 ? files : files.filter(({path}) => RESULT.test(baseName(path)))
  return chosen.map((file) => ({file, folder: folderOf(file.path), recognised: {form: 'account', sure: false}}))
}

/** The first bytes of a file as text; a file that cannot be read is nobody's. */
export async function headText(file: InputFile): Promise<string> {
  try {
    return decodeUtf8(await file.head(HEAD)).text
  } catch {
    return ''
  }
}

async function findJson(files: readonly InputFile[]): Promise<JsonExport[]> {
  const named = files.filter(({path}) => RESULT.test(baseName(path)) && depth(path) <= 3)
  const candidates =
    named.length > 0 ? named : files.filter(({path}) => /\.json$/i.test(path) && depth(path) <= 2).slice(0, TRIES)
  const found: JsonExport[] = []
  for (const file of candidates) {
    const recognised = recogniseJson(await headText(file))
    if (recognised) found.push({file, folder: folderOf(file.path), recognised})
  }
  return found.sort((a, b) => naturalOrder(a.file.path, b.file.path))
}

async function findHtml(files: readonly InputFile[]): Promise<HtmlExport[]> {
  const chats = new Map<string, InputFile[]>()
  for (const file of files) {
    if (PAGE.test(baseName(file.path)) && depth(file.path) <= 5) append(chats, folderOf(file.path), file)
  }
  await addRenamed(files, chats)
  const found = new Map<string, HtmlExport>()
  for (const [folder, pages] of chats) {
    pages.sort((a, b) => pageNumber(a) - pageNumber(b) || naturalOrder(a.path, b.path))
    // Chats of an account lie in chats/chat_001/ below the export.
    const root = folder.replace(/(?:^|(?<=\/))chats\/chat_\d+\/$/, '')
    const entry: HtmlExport = found.get(root) ?? {folder: root, chats: [], index: undefined}
    entry.chats.push({folder, pages})
    if (root !== folder) entry.index ??= files.find(({path}) => path === `${root}lists/chats.html`)
    found.set(root, entry)
  }
  for (const {chats: list} of found.values()) list.sort((a, b) => naturalOrder(a.folder, b.folder))
  return onlyTelegrams([...found.values()].sort((a, b) => naturalOrder(a.folder, b.folder)))
}

/**
 * One sound page tells what its export is: any other may be damaged, which is said when it is read. Looks at the first page of each
 * export, and beyond those at no more than `TRIES` in all.
 */
async function onlyTelegrams(exports: readonly HtmlExport[]): Promise<HtmlExport[]> {
  const kept: HtmlExport[] = []
  let tries = TRIES
  for (const found of exports) {
    const firsts = found.chats.map(({pages}) => pages[0]!)
    const others = found.chats.flatMap(({pages}) => pages.slice(1))
    for (const [index, page] of [...firsts, ...others].entries()) {
      if (index > 0 && tries-- <= 0) break
      if (!recogniseHtml(await headText(page))) continue
      kept.push(found)
      break
    }
  }
  return kept
}

/** Pages whose first was renamed (`index.html`), or a single page under any name. */
async function addRenamed(files: readonly InputFile[], chats: Map<string, InputFile[]>): Promise<void> {
  const others = files.filter(({path}) => /\.html?$/i.test(path) && !PAGE.test(baseName(path)) && depth(path) <= 2)
  for (const file of others.slice(0, TRIES)) {
    const pages = chats.get(folderOf(file.path))
    if (pages?.some((page) => pageNumber(page) <= 1)) continue
    if (isChatPage(await headText(file))) append(chats, folderOf(file.path), file)
  }
}

/** 1 for `messages.html` and for a page under another name. */
export function pageNumber({path}: InputFile): number {
  const digits = PAGE.exec(baseName(path))?.[1]
  return digits === undefined || digits === '' ? 1 : Number(digits)
}

function append(chats: Map<string, InputFile[]>, folder: string, file: InputFile): void {
  const pages = chats.get(folder)
  if (pages) pages.push(file)
  else chats.set(folder, [file])
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function depth(path: string): number {
  return path.split('/').length
}
