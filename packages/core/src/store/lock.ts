import {randomUUID} from 'node:crypto'
import {linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {EverportError} from '../errors/everport-error.js'
import {processBirth} from './process-birth.js'
import {hasEnded} from './process-stat.js'

interface Holder {
  pid: number
  /** Unix ms. */
  started: number
  /** When the process began (`processBirth`): its number may be another's by now. */
  born?: string | undefined
  token: string
}

/**
 * Takes the state folder for this process, so that two imports never write one state. The lock of a process that is gone is taken over.
 * @returns a function that gives it back.
 * @throws EverportError `RUN_LOCKED` while another process lives, `STATE_UNUSABLE` when the folder cannot be written.
 */
export function lockState(stateDir: string, now: number): () => void {
  const path = join(stateDir, 'lock')
  const own: Holder = {pid: process.pid, started: now, born: processBirth(process.pid), token: randomUUID()}
  try {
    mkdirSync(stateDir, {recursive: true, mode: 0o700})
  } catch (error) {
    throw unusable(stateDir, error)
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(path, own, stateDir)) {
      return () => {
        heldHere.delete(own.token)
        if (holder(path)?.token === own.token) rmSync(path, {force: true})
      }
    }
    const other = holder(path)
    if (other !== undefined && isAlive(other)) {
      throw new EverportError(
        'RUN_LOCKED',
        `Another everport process (${other.pid}, started ${new Date(other.started).toISOString()}) is using ${stateDir}.`,
        {
          hints: [
            'Wait until it ends, stop it with Ctrl-C in its terminal, or work in another folder with --state-dir.',
          ],
        },
      )
    }
    // Renaming is atomic: of two processes that find a dead lock, one moves it away and the other tries again.
    const grave = `${path}.${own.token}`
    try {
      renameSync(path, grave)
      rmSync(grave, {force: true})
    } catch {
      // Somebody else was quicker.
    }
  }
  throw new EverportError('RUN_LOCKED', `The lock ${path} keeps changing hands.`, {hints: ['Try again in a moment.']})
}

/** A link appears with its content or not at all: nobody reads a half-written lock. */
function create(path: string, own: Holder, stateDir: string): boolean {
  const draft = `${path}.${own.token}.new`
  try {
    writeFileSync(draft, JSON.stringify(own), {mode: 0o600})
    linkSync(draft, path)
    heldHere.add(own.token)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw unusable(stateDir, error)
  } finally {
    rmSync(draft, {force: true})
  }
}

function holder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** Tokens of locks that this process holds: our own number in a lock file may also be left by a process that had it before us. */
const heldHere = new Set<string>()

function isAlive({pid, born, token}: Holder): boolean {
  if (pid === process.pid) return heldHere.has(token)
  try {
    process.kill(pid, 0)
  } catch (error) {
    // A process of another user answers EPERM: it lives.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (hasEnded(pid)) return false
  const now = processBirth(pid)
  return born === undefined || now === undefined || born === now
}

function unusable(stateDir: string, error: unknown): EverportError {
  const reason = error instanceof Error ? error.message : String(error)
  return new EverportError('STATE_UNUSABLE', `The state folder ${stateDir} cannot be written: ${reason}.`, {
    cause: error,
    hints: ['Choose another folder with --state-dir.'],
  })
}
