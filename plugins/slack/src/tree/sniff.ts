import {gunzipSync, constants as zlib} from 'node:zlib'
import {type InputFile, isEverportError} from '@everport/plugin-kit'

const HEAD = 64 * 1024
/** Inflated a thousandfold at worst. */
const GZIP_HEAD = 2048

/** What the first bytes of a file say it is. `undefined`: nothing of Slack's. */
export type Sniffed = 'messages' | 'dump' | 'chunks' | 'log' | 'index' | 'database' | undefined

/** The best single fingerprint of Slack: no other common export has this `ts`. */
const TS = /"ts"\s*:\s*"?\d{9,11}\.\d{1,6}"?/

/** Reads at most 64 KB. A file that cannot be opened is nothing of Slack's. */
export async function sniff(file: InputFile): Promise<Sniffed> {
  const head = await headOf(file, HEAD)
  return head === undefined ? undefined : kindOf(head)
}

/** The first bytes; undefined when the file is damaged: reading it will tell. */
export async function headOf(file: InputFile, length: number): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await file.head(length))
  } catch (error) {
    if (isEverportError(error)) return undefined
    throw error
  }
}

function kindOf(head: Buffer): Sniffed {
  if (head[0] === 0x1f && head[1] === 0x8b) return isChunk(inflated(head.subarray(0, GZIP_HEAD))) ? 'chunks' : undefined
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') return isDatabase(head) ? 'database' : undefined
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('[')) return isMessages(text) ? 'messages' : isIndex(text) ? 'index' : undefined
  if (!text.startsWith('{')) return undefined
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || text.length)
  if (isChunk(firstLine)) return 'chunks'
  if (isLogLine(firstLine)) return 'log'
  if (/"channel_id"\s*:|"messages"\s*:\s*\[/.test(text)) return TS.test(text) ? 'dump' : undefined
  return isMessages(text) ? 'messages' : undefined
}

function isMessages(text: string): boolean {
  return TS.test(text) && /"type"\s*:\s*"message"|"text"\s*:|"blocks"\s*:/.test(text)
}

/** Users, channels and DMs have ids of one form. */
function isIndex(text: string): boolean {
  return /"id"\s*:\s*"[CDGUW][A-Z0-9]{6,}"/.test(text)
}

/** `{"t":5,"ts":1737844844561105000,...}`: nanoseconds, not Slack's own `ts`. */
function isChunk(text: string): boolean {
  return /^\s*\{"t"\s*:\s*\d+\s*,\s*"ts"\s*:\s*\d{16,}/.test(text)
}

function isLogLine(line: string): boolean {
  if (!line.endsWith('}\n') && !line.endsWith('}\r\n')) return false
  return TS.test(line) && /"channel"\s*:\s*"[CDG][A-Z0-9]+"/.test(line) && /"type"\s*:\s*"\w+"/.test(line)
}

/** The schema of a small database stands in its first pages. */
function isDatabase(head: Buffer): boolean {
  const text = head.toString('latin1')
  return ['MESSAGE', 'CHUNK', 'S_USER'].every((table) => text.includes(table))
}

function inflated(gzip: Buffer): string {
  try {
    return gunzipSync(gzip, {finishFlush: zlib.Z_SYNC_FLUSH}).toString('utf8')
  } catch {
    return ''
  }
}
