import {CODES, EXIT, isEverportError} from '@everport/core/errors'
import type {Place} from '@everport/core/model'

/** An error as a person or a program is told of it. */
export interface ExplainedError {
  /** A code of the errors page, or `INTERRUPTED`, `UNEXPECTED`. */
  code: string
  message: string
  hints: readonly string[]
  place?: Place
  /** Exit code of the process. */
  exit: number
}

/**
 * Any thrown value -> what to say. In this order: our own errors (of any copy of core), a stop that was asked for, mistakes in
 * the command line that oclif found, and the rest, which is a bug of ours or of a plugin.
 */
export function explainError(error: unknown): ExplainedError {
  if (isEverportError(error)) {
    const {code, hints, message, place} = error
    return {code, message, hints, ...(place ? {place} : {}), exit: EXIT[CODES[code].exit].code}
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return {code: 'INTERRUPTED', message: 'Stopped before it was done.', hints: [], exit: EXIT.interrupted.code}
  }
  const exit = usageExit(error)
  if (exit !== undefined) {
    const message = (error as Error).message.replace(/\n?See more help with --help\s*$/, '').trimEnd()
    return {code: 'CONFIG_INVALID', message, hints: ['--help shows the arguments and flags'], exit}
  }
  return {
    code: 'UNEXPECTED',
    message: `everport met something that it did not expect: ${error instanceof Error ? error.message : String(error)}`,
    hints: ['This is a mistake in everport or in a plugin. Run it again with --debug and report what that shows.'],
    exit: EXIT.bug.code,
  }
}

/** oclif marks its own errors with the exit code that they ask for. */
function usageExit(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('oclif' in error)) return undefined
  const {oclif} = error
  return typeof oclif === 'object' && oclif !== null && 'exit' in oclif && typeof oclif.exit === 'number'
    ? oclif.exit
    : undefined
}
