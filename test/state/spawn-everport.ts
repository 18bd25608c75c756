import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const BIN = fileURLToPath(new URL('../../packages/cli/bin/run.js', import.meta.url))
export const isBuilt = existsSync(fileURLToPath(new URL('../../packages/cli/dist/index.js', import.meta.url)))

export interface ProgramEnd {
  exit: number | null
  stdout: string
  stderr: string
}

export interface Surroundings {
  cwd: string
  key?: string
  /** Largest file that may be written, in blocks of 1,024 bytes: the system refuses more, to anybody. */
  largestFile?: number
  /** The user that it runs as. */
  uid?: number
}

/** Runs the real command line to its end. */
export function spawnEverport(
  words: readonly string[],
  {cwd, key, largestFile, uid}: Surroundings,
): Promise<ProgramEnd> {
  const program = [process.execPath, BIN, ...words]
  // bash counts in blocks of 1,024 bytes, other shells in blocks of 512.
  const limited = ['bash', '-c', `ulimit -f ${largestFile}; exec "$@"`, 'everport', ...program]
  const [command, ...rest] = largestFile === undefined ? program : limited
  const env = {PATH: process.env.PATH, HOME: cwd, TZ: 'UTC', NO_COLOR: '1', ...(key && {EVEROS_API_KEY: key})}
  const child = spawn(command!, rest, {cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...(uid && {uid, gid: uid})})
  const told = {stdout: '', stderr: ''}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.stderr += text
  })
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (exit) => resolve({exit, ...told})))
}
