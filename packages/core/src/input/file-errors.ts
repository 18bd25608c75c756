import {type EverportError, inputError, isEverportError} from '../errors/index.js'

/** Default of `InputFile.bytes`: what is read whole is an index or a day of messages, never a whole history. */
export const WHOLE_FILE_LIMIT = 64 * 1024 * 1024

export function tooLargeError(path: string, size: number, limit: number): EverportError {
  return inputError(
    'INPUT_TOO_LARGE',
    `${path} is ${mib(size)} MiB; files of this kind are read up to ${mib(limit)} MiB`,
    {
      place: {file: path},
    },
  )
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes < 1024 * 1024 * 10 ? 1 : 0)
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EIO: 'the disk reports a read error',
  ENOENT: 'it is no longer there',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
}

export function unreadableError(path: string, cause: unknown): EverportError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  const hints = code === 'EACCES' || code === 'EPERM' ? ['give yourself permission to read it, then try again'] : []
  return inputError('INPUT_UNREADABLE', `${path} cannot be read: ${reason}`, {place: {file: path}, hints, cause})
}

/** What `act` gives; what the system throws becomes an error about the file. */
export function orUnreadable<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (cause) {
    throw isEverportError(cause) ? cause : unreadableError(path, cause)
  }
}
