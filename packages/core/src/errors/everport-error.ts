import type {Place} from '../model/record.js'
import {CODES, type ErrorCode} from './codes.js'
import {EXIT} from './exit-codes.js'

/**
 * The one error class. It also carries `suggestions` and `oclif.exit`, which the command line's framework prints and honours,
 * so nothing here needs to import it.
 */
export class EverportError extends Error {
  override readonly name = 'EverportError'
  readonly code: ErrorCode
  /** What to do next, one sentence or command each. */
  readonly hints: readonly string[]
  readonly place: Place | undefined

  constructor(
    code: ErrorCode,
    message: string,
    details: {hints?: readonly string[]; place?: Place; cause?: unknown} = {},
  ) {
    super(message, details.cause === undefined ? undefined : {cause: details.cause})
    this.code = code
    this.hints = details.hints ?? []
    this.place = details.place
  }

  get exitCode(): number {
    return EXIT[CODES[this.code].exit].code
  }

  get suggestions(): readonly string[] {
    return this.hints
  }

  get oclif(): {exit: number} {
    return {exit: this.exitCode}
  }
}

/** True for errors of any copy of this package: a plugin brings its own, so `instanceof` would lie. */
export function isEverportError(error: unknown): error is EverportError {
  return (
    error instanceof Error &&
    error.name === 'EverportError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code in CODES
  )
}

/** For errors about the export: `InputError` in docstrings means this with an `INPUT_` code. */
export function inputError(
  code: Extract<ErrorCode, `INPUT_${string}`>,
  message: string,
  details: {hints?: readonly string[]; place?: Place; cause?: unknown} = {},
): EverportError {
  return new EverportError(code, message, details)
}
