import {type EverportError, inputError} from '../errors/index.js'

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
