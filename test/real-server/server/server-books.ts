import {execFile} from 'node:child_process'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {installed} from './installed.js'

const SCRIPT = fileURLToPath(new URL('./read-books.py', import.meta.url))

export interface BufferedMessage {
  /** `m_<session>_<ms>_<position>`, minted by the server. */
  id: string
  app: string
  project: string
  session: string
  /** `memorize`: waits for extraction. `quarantine`: set aside, and never looked at again. */
  track: string
  sender: string
  name: string | null
  role: string
  text: string
}

/** A stretch of a session that memories were made of. */
export interface ServerCell {
  id: string
  app: string
  project: string
  session: string
  /** Ids of its messages. */
  messages: string[]
  items: {sender: string; name: string | null; role: string; at: number; text: string}[]
}

export interface ServerBooks {
  buffered: BufferedMessage[]
  cells: ServerCell[]
}

/** What the server below a root holds, read from its own database. */
export async function serverBooks(root: string): Promise<ServerBooks> {
  const python = join(installed('EVERPORT_REAL_SERVER_BIN'), 'python')
  const {stdout} = await promisify(execFile)(python, [SCRIPT, root], {maxBuffer: 256 * 1024 * 1024})
  return JSON.parse(stdout) as ServerBooks
}
