import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {MeasuredRun, RunOptions} from '../measure/run-measured.js'
import {runMeasured} from '../measure/run-measured.js'
import {everport} from '../programs/everport.js'
import type {NullServer} from '../server/null-server.js'
import type {BenchContext} from './bench.js'

/** Requests in flight at once: what the goals for delivery are set for. */
export const CONCURRENCY = 16

/** Runs everport in an empty folder, which goes afterwards. */
export async function runEverport(words: readonly string[], context: BenchContext): Promise<MeasuredRun> {
  return inScratch(context, (folder) => runEverportIn(folder, words, context))
}

/** Runs everport in a folder that stays, with its state. */
export function runEverportIn(
  folder: string,
  words: readonly string[],
  {meter}: BenchContext,
  options: Partial<RunOptions> = {},
): Promise<MeasuredRun> {
  return runMeasured(everport(...words), {meter, folder, env: {EVEROS_API_KEY: 'bench'}, ...options})
}

/** A whole import to a server that keeps nothing. */
export const importWords = (source: string, path: string, server: Pick<NullServer, 'url'>) => [
  ...[
    'import',
    source,
    path,
    '--base-url',
    server.url,
    '--concurrency',
    `${CONCURRENCY}`,
    '--yes',
    '--quiet',
    '--json',
  ],
]

export async function inScratch<T>({scratch}: BenchContext, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(scratch, 'everport')
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  try {
    return await work(folder)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** How many messages the server took, as the report of an import tells it. */
export function sentOf({stdout}: MeasuredRun): number {
  const {books} = JSON.parse(stdout) as {books?: {sent?: unknown}}
  if (typeof books?.sent !== 'number') throw new Error(`an import reported no books: ${stdout.slice(0, 300)}`)
  return books.sent
}
