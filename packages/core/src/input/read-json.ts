import {inputError} from '../errors/index.js'
import {decodeUtf8} from './decode-utf8.js'
import type {InputFile} from './input-tree.js'

/**
 * The value of a JSON file that is small enough to be held whole. A byte order mark is dropped, invalid UTF-8 becomes U+FFFD.
 * @param options.limit bytes, default 64 MiB
 * @throws InputError `INPUT_UNREADABLE` with the file and byte at fault, `INPUT_TOO_LARGE` above the limit.
 */
export async function readJson(file: InputFile, options: {limit?: number} = {}): Promise<unknown> {
  const bytes = await file.bytes(options)
  if (bytes.length === 0)
    throw inputError('INPUT_UNREADABLE', `${file.path} is empty (0 bytes)`, {place: {file: file.path, byte: 0}})
  try {
    return JSON.parse(decodeUtf8(bytes).text)
  } catch (cause) {
    throw inputError('INPUT_UNREADABLE', `${file.path} is not valid JSON`, {place: {file: file.path}, cause})
  }
}
