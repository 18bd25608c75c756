import {EverportError} from '../errors/everport-error.js'

/** What SQLite and the system say when the fault is in the disk or the file, and not in what was asked of them. */
const OF_THE_DISK =
  /^(SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|BUSY|PERM|NOLFS)|ENOSPC$|EDQUOT$|EIO$|EROFS$|EFBIG$)/

/** `STATE_UNUSABLE` for a file that fails under us: a full disk is no mistake of the program. Any other error stays as it is. */
export function storageError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !OF_THE_DISK.test(String(error.code))) return error
  return new EverportError('STATE_UNUSABLE', `The file ${path} cannot be written or read: ${error.message}.`, {
    cause: error,
    hints: ['Check that the disk has room and is well, then type the same command again: nothing is sent twice.'],
  })
}
