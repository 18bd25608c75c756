import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'
import {inputError} from '../errors/index.js'

/**
 * The content of gzip data, which may have several members.
 * @throws InputError `INPUT_UNREADABLE` when the data is not gzip, is damaged or ends early; what was read until then
 * is yielded before.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = createGunzip({chunkSize: 256 * 1024})
  // the failure of either side arrives through the loop below, which destroys the other side
  const done = pipeline(Readable.from(copies(chunks)), inflater).catch(() => {})
  try {
    for await (const piece of inflater) yield piece as Uint8Array
  } catch (cause) {
    throw gunzipError(cause)
  } finally {
    inflater.destroy()
    await done
  }
}

/** A stream reads ahead, and a piece is only valid until the next one is asked for. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk)
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
