import {inputError} from '../errors/index.js'
import {decodeUtf8} from './decode-utf8.js'
import type {InputFile} from './input-tree.js'
import {findJsonError} from './json/json-error.js'

/**
 * The value of a JSON file that is small enough to be held whole. A byte order mark is dropped, invalid UTF-8 becomes
 * U+FFFD.
 * @param options.limit bytes, default 64 MiB
 * @throws InputError `INPUT_UNREADABLE` with the file and byte at fault, `INPUT_TOO_LARGE` above the limit.
 */
export async function readJson(file: InputFile, options: {limit?: number} = {}): Promise<unknown> {
  const bytes = await file.bytes(options)
  try {
    return JSON.parse(decodeUtf8(bytes).text)
  } catch (cause) {
    const {byte, problem} = faultOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    throw inputError('INPUT_UNREADABLE', `${file.path} ${problem}`, {
      place: {file: file.path, byte},
      hints: ['export or copy it again'],
      cause,
    })
  }
}

function faultOf(bytes: Buffer): {byte: number; problem: string} {
  if (bytes.length === 0) return {byte: 0, problem: 'is empty (0 bytes)'}
  if (bytes[0]! >= 0xfe) return {byte: 0, problem: 'is UTF-16 text, not UTF-8: save it as UTF-8'}
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const {byte, problem} = findJsonError(bytes, start) ?? {byte: 0, problem: 'it cannot be read'}
  if (byte === bytes.length) return {byte, problem: `is cut off after ${byte.toLocaleString('en')} bytes`}
  return {byte, problem: `is not valid JSON: at byte ${byte}, ${problem}`}
}
