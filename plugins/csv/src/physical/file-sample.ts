import {gunzip, type InputFile} from '@everport/plugin-kit'

export interface FileSample {
  /** The first bytes, decompressed. */
  bytes: Uint8Array
  /** True when the file holds no more. */
  complete: boolean
  gzipped: boolean
}

/** The first `length` bytes of what the file holds, from no more than its first `length` bytes. */
export async function sampleFile(file: InputFile, length: number): Promise<FileSample> {
  const head = await file.head(length)
  const complete = head.length >= file.size
  if (!(head[0] === 0x1f && head[1] === 0x8b)) return {bytes: head, complete, gzipped: false}
  const pieces: Uint8Array[] = []
  let taken = 0
  try {
    for await (const piece of gunzip(once(head))) {
      pieces.push(piece.slice(0, length - taken))
      taken += piece.length
      if (taken >= length) break
    }
  } catch {
    // A head always ends too early; real damage is found, with its place, when the whole file is read.
  }
  return {bytes: Buffer.concat(pieces), complete: complete && taken < length, gzipped: true}
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
