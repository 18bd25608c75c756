import {createInflateRaw, inflateRawSync} from 'node:zlib'
import {inputError, isEverportError} from '../../errors/index.js'
import {orUnreadable, tooLargeError, WHOLE_FILE_LIMIT} from '../file-errors.js'
import {inflate} from '../inflate.js'
import type {InputFile} from '../input-tree.js'
import type {ZipData} from './central-directory.js'
import {crc32} from './crc32.js'
import type {RandomAccess} from './random-access.js'

/** What the readers of one archive share. */
export interface ZipReading {
  access: RandomAccess
  pause(): Promise<void>
  onBytes(n: number): void
}

const LOCAL_HEADER = 30
/** Usual length, at most. */
const NAME_AND_EXTRA = 256
const PIECE = 256 * 1024
/**
 * Up to here an entry is inflated in one synchronous call: a stream of its own costs a small entry fifty times as much.
 */
const AT_ONCE = 16 * 1024 * 1024

/** A stored or deflated entry of a zip. A class, because an archive has a hundred thousand of them. */
export class ZipFile implements InputFile {
  readonly path: string
  readonly size: number
  readonly #data: ZipData
  readonly #reading: ZipReading

  constructor(path: string, data: ZipData, reading: ZipReading) {
    this.path = path
    this.size = data.size
    this.#data = data
    this.#reading = reading
  }

  async head(length: number): Promise<Uint8Array> {
    const peek = {...this.#reading, onBytes() {}}
    if (this.#isSmall()) return (await readAtOnce(this.path, this.#data, peek)).subarray(0, length)
    return collect(streamed(this.path, this.#data, peek), Math.min(length, this.size))
  }

  async bytes({limit = WHOLE_FILE_LIMIT}: {limit?: number} = {}): Promise<Uint8Array> {
    if (this.size > limit) throw tooLargeError(this.path, this.size, limit)
    if (this.#isSmall()) return readAtOnce(this.path, this.#data, this.#reading)
    return collect(streamed(this.path, this.#data, this.#reading), this.size)
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    if (!this.#isSmall()) return yield* streamed(this.path, this.#data, this.#reading)
    const content = await readAtOnce(this.path, this.#data, this.#reading)
    for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE)
  }

  #isSmall(): boolean {
    return this.size <= AT_ONCE && this.#data.packedSize <= AT_ONCE
  }
}

async function readAtOnce(path: string, entry: ZipData, {access, pause, onBytes}: ZipReading): Promise<Uint8Array> {
  await pause()
  const start = dataStart(path, entry, access)
  const packed = orUnreadable(path, () => access.read(start, entry.packedSize))
  onBytes(packed.length)
  const content = entry.method === 0 ? Uint8Array.from(packed) : inflateAtOnce(path, packed, entry.size)
  if (content.length !== entry.size) throw damagedError(path, 'its size is not the one that the archive states')
  if (crc32(content) !== entry.crc) throw damagedError(path, 'its checksum is wrong')
  return content
}

/** The check comes when all has been handed out: a large entry is never held whole. */
async function* streamed(path: string, entry: ZipData, reading: ZipReading): AsyncGenerator<Uint8Array> {
  const packed = packedPieces(path, entry, reading)
  let size = 0
  let crc = 0
  for await (const piece of entry.method === 0 ? packed : inflated(path, packed)) {
    size += piece.length
    if (size > entry.size) throw damagedError(path, 'it is larger than the archive states')
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.size) throw damagedError(path, 'it is smaller than the archive states')
  if (crc !== entry.crc) throw damagedError(path, 'its checksum is wrong')
}

async function* packedPieces(path: string, entry: ZipData, reading: ZipReading): AsyncGenerator<Uint8Array> {
  const start = dataStart(path, entry, reading.access)
  for (let at = 0; at < entry.packedSize; at += PIECE) {
    await reading.pause()
    const length = Math.min(PIECE, entry.packedSize - at)
    const piece = Uint8Array.from(orUnreadable(path, () => reading.access.read(start + at, length)))
    reading.onBytes(piece.length)
    yield piece
  }
}

async function* inflated(path: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* inflate(createInflateRaw({chunkSize: PIECE}), packed)
  } catch (cause) {
    throw isEverportError(cause) ? cause : damagedError(path, 'its compressed data is invalid', cause)
  }
}

function inflateAtOnce(path: string, packed: Uint8Array, size: number): Uint8Array {
  try {
    // exactly one output buffer; one byte more than declared is enough to notice a lie
    return inflateRawSync(packed, {chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1})
  } catch (cause) {
    throw damagedError(path, 'its compressed data is invalid', cause)
  }
}

async function collect(pieces: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const content = Buffer.allocUnsafeSlow(length)
  let at = 0
  for await (const piece of pieces) {
    content.set(piece.subarray(0, length - at), at)
    at = Math.min(at + piece.length, length)
    if (at === length && length < content.length) break
  }
  return content
}

/** The local header repeats the name, and has extra fields of its own: only it tells where the data begins. */
function dataStart(path: string, entry: ZipData, access: RandomAccess): number {
  const whole = LOCAL_HEADER + NAME_AND_EXTRA + Math.min(entry.packedSize, PIECE)
  const header = Buffer.from(orUnreadable(path, () => access.read(entry.offset, LOCAL_HEADER, whole)))
  if (header.length < LOCAL_HEADER || header.toString('latin1', 0, 4) !== 'PK\x03\x04')
    throw damagedError(path, 'its header is not where the archive says')
  const start = entry.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.packedSize > access.size) throw damagedError(path, 'it reaches beyond the end of the archive')
  return start
}

function damagedError(path: string, why: string, cause?: unknown) {
  return inputError('INPUT_UNREADABLE', `${path} is damaged inside the archive: ${why}`, {
    place: {file: path},
    hints: ['download or copy the archive again; the other files are not affected'],
    ...(cause === undefined ? {} : {cause}),
  })
}
