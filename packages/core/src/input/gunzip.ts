import {createGunzip} from 'node:zlib'
import {inputError} from '../errors/index.js'
import {inflate} from './inflate.js'

/**
 * The content of gzip data, which may have several members.
 * @throws InputError `INPUT_UNREADABLE` when the data is not gzip, is damaged or ends early; what was read until then
 * is yielded before.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* inflate(createGunzip({chunkSize: 256 * 1024}), chunks)
  } catch (cause) {
    throw gunzipError(cause)
  }
}

function gunzipError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'Z_BUF_ERROR')
    return inputError('INPUT_UNREADABLE', 'the gzip data ends too early: the file is incomplete', {
      hints: ['download or copy the file again'],
      cause,
    })
  if (code === 'Z_DATA_ERROR')
    return inputError('INPUT_UNREADABLE', 'the gzip data is damaged', {
      hints: ['download or copy the file again'],
      cause,
    })
  return cause
}
