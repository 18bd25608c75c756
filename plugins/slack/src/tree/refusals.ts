import type {InputFile, InputTree} from '@everport/plugin-kit'
import {counted} from '../counted.js'
import {isDayFile} from './day-order.js'
import {headOf, sniff} from './sniff.js'

/** Why a tree cannot be read. `refused`: it is Slack's all the same, and `why` tells what to do. */
export interface Refusal {
  refused: boolean
  why: string
  encrypted?: true
}

const JSON_HINT = 'ask for the JSON format when you make the export'

/** Tells the Slack data that cannot be read from everything else. */
export async function refusalOf(tree: InputTree, files: readonly InputFile[]): Promise<Refusal> {
  const locked = (await tree.refused()).filter(({reason}) => reason === 'encrypted')
  if (locked.some(({path}) => isSlackPath(path))) {
    const why = 'a Slack export protected by a password: unpack it with the password and point at the folder'
    return {refused: true, why, encrypted: true}
  }
  if (await hasDatabase(files)) {
    const why = 'a slackdump database: run `slackdump convert -f export` on it and point at the result'
    return {refused: true, why}
  }
  if (isTextExport(files)) return {refused: true, why: `a TXT export of one person's conversations: ${JSON_HINT}`}
  if (files.some(({path}) => /(?:^|\/)messages-\d+\.ndjson\.gz$/.test(path))) {
    const why = 'a dump of the Discovery API: ask for the JSON export of the workspace, or convert it to one'
    return {refused: true, why}
  }
  return nestedRefusal(tree, files)
}

async function nestedRefusal(tree: InputTree, files: readonly InputFile[]): Promise<Refusal> {
  const zips = files.filter(({path}) => path.toLowerCase().endsWith('.zip'))
  for (const zip of zips.slice(0, 5)) {
    if (!/slack/i.test(zip.path) && !/slack/i.test(tree.name) && !(await startsWithIndex(zip))) continue
    const which = zips.length === 1 ? `the zip file ${zip.path}` : counted(zips.length, 'zip file')
    const todo = tree.form === 'zip' ? 'unpack it once and point at the zip inside' : 'point at one of them at a time'
    return {refused: true, why: `it holds ${which} in place of an export: ${todo}`}
  }
  return {refused: false, why: 'no users.json or channels.json with folders of day files, and no other Slack data'}
}

/** The first entry's name stands at byte 30 of a zip. */
async function startsWithIndex(zip: InputFile): Promise<boolean> {
  const head = await headOf(zip, 256)
  if (head === undefined || head.length < 30 || head.readUInt32BE(0) !== 0x504b0304) return false
  return isSlackPath(head.toString('latin1', 30, 30 + head.readUInt16LE(26)))
}

function isSlackPath(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1)
  return isDayFile(base) || /^(?:users|org_users|channels|groups|dms|mpims|integration_logs|canvases)\.json$/.test(base)
}

async function hasDatabase(files: readonly InputFile[]): Promise<boolean> {
  const databases = files.filter(({path}) => /\.(?:sqlite3?|db)$/i.test(path))
  if (databases.some(({path}) => /(?:^|\/)slackdump\.sqlite$/.test(path))) return true
  // A single file may have any name.
  const [only] = files.length === 1 ? files : databases.slice(0, 1)
  return only !== undefined && (await sniff(only)) === 'database'
}

/** Exactly the folders channels/, dms/ and files/, with nothing but text files. */
function isTextExport(files: readonly InputFile[]): boolean {
  if (files.length === 0) return false
  let conversations = 0
  for (const {path} of files) {
    const [, folder, ending] = /(?:^|\/)(channels|dms|files)\/.*?(\.[^./]+)?$/.exec(path) ?? []
    if (folder === undefined || (folder !== 'files' && ending !== '.txt')) return false
    if (folder !== 'files') conversations += 1
  }
  return conversations > 0
}
