import {createHash} from 'node:crypto'
import {createReadStream, existsSync, renameSync} from 'node:fs'
import {join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {setImmediate} from 'node:timers/promises'
import {makeFolder, OutputFile} from '../convert/output-file.js'
import {runName} from '../run/run-name.js'
import {placeOf, type StoredReject} from '../store/rejects.js'
import type {StoredRun} from '../store/runs.js'
import type {Store} from '../store/store.js'
import {isoTime, type RejectRow} from './reject-row.js'

const BREATHE_EVERY = 4000
const FLAG = '--state-dir'

const folderOf = (store: Store) => join(store.folder, 'rejects')
const fileOf = (run: Pick<StoredRun, 'id'>) => `${runName(run.id)}.ndjson`

/** Path of the file of what did not arrive of a run; undefined when there is none. */
export function rejectsFile(store: Store, run: Pick<StoredRun, 'id'>): string | undefined {
  const path = join(folderOf(store), fileOf(run))
  return existsSync(path) ? path : undefined
}

/**
 * Writes what did not arrive of a run, readable by its owner alone, a row a line; see `RejectRow`. Nothing is written when all arrived, or when the
 * file would say what it said when it was written last: a person may be at work on it. A file that a person changed is never overwritten, but moved aside.
 * @throws EverportError `STATE_UNUSABLE` when it cannot be written.
 */
export async function writeRejects(store: Store, {id}: Pick<StoredRun, 'id'>): Promise<void> {
  const run = store.runs.get(id)
  const rows = run && store.rejects.rows(id)
  let next = rows?.next()
  if (!run || !rows || !next || next.done) return
  const folder = folderOf(store)
  makeFolder(folder, {mode: 0o700, flag: FLAG})
  const file = new OutputFile(folder, fileOf(run), {mode: 0o600, flag: FLAG})
  const digest = createHash('sha256')
  try {
    for (let done = 1; !next.done; done++) {
      const line = `${JSON.stringify(rowOf(runName(id), next.value))}\n`
      digest.update(line)
      file.write(line)
      next = rows.next()
      if (done % BREATHE_EVERY === 0) await setImmediate()
    }
    const now = digest.digest('hex')
    const path = join(folder, fileOf(run))
    const there = existsSync(path)
    if (there && now === run.rejects) {
      file.abandon()
      return
    }
    if (there && (await digestOf(path)) !== run.rejects) renameSync(path, freeName(folder, runName(id)))
    file.close()
    store.runs.setRejects(id, now)
  } catch (error) {
    file.abandon()
    throw error
  }
}

function rowOf(run: string, row: StoredReject): RejectRow {
  const {reason, answer, count, conversation, conversation_name, excerpt} = row
  const place = placeOf(row)
  const [, status, said] = /^(\d{3}): (.*)$/s.exec(answer ?? '') ?? []
  return {
    run,
    reason,
    ...(answer !== null && {answer: {status: Number(status ?? 0), message: said ?? answer}}),
    ...(count !== 1 && {count}),
    ...(place && {place}),
    ...(conversation !== null && {conversation: {id: conversation, name: conversation_name ?? ''}}),
    ...(row.key !== null && {
      message: {
        id: row.key,
        sender: row.sender ?? '',
        name: row.sender_name ?? '',
        role: row.role === 1 ? 'assistant' : 'user',
        time: isoTime(row.at),
        text: row.text ?? '',
      },
    }),
    ...(excerpt !== null && {excerpt}),
  }
}

async function digestOf(path: string): Promise<string> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(path), digest)
  return digest.digest('hex')
}

function freeName(folder: string, run: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, `${run}.edited-${n}.ndjson`)
    if (!existsSync(path)) return path
  }
}
