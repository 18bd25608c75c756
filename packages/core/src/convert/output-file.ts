import {closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {EverportError} from '../errors/everport-error.js'
import {putJsonText, roomForJson} from './json-text.js'

const BUFFER = 1 << 18
/** UTF-8 takes at most three bytes for a unit of UTF-16. */
const WIDEST = 3
/** Of a safe integer. */
const MOST_DIGITS = 16
const ZERO = 0x30

export interface Writing {
  /** Rights of what is made; default: what the system gives. */
  mode?: number
  /** The flag with which a person can choose another folder. */
  flag: string
  /** Gathers what is written; files of which one is open at a time can share it. Default: one of its own. */
  buffer?: Buffer
}

/** Room to gather what is written. */
export function outputBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(BUFFER)
}

export const CONVERSION: Writing = {flag: '--out'}

/**
 * A file that appears under its name only when it is complete. Written synchronously: the buffer goes out in one piece, and the
 * disk is quicker than the bookkeeping of a stream.
 * @throws EverportError `STATE_UNUSABLE` when it cannot be written.
 */
export class OutputFile {
  readonly name: string
  readonly #path: string
  readonly #how: Writing
  readonly #file: number
  readonly #buffer: Buffer
  #length = 0
  #closed = false

  constructor(folder: string, name: string, how: Writing = CONVERSION) {
    this.name = name
    this.#path = join(folder, name)
    this.#how = how
    this.#buffer = how.buffer ?? outputBuffer()
    this.#file = writing(this.#path, how, () => openSync(`${this.#path}.part`, 'w', how.mode))
  }

  /** Encoded at once: many texts held until the buffer is full would outlive their garbage collection. */
  write(text: string): void {
    const most = text.length * WIDEST
    if (most > BUFFER - this.#length) this.#drain()
    if (most > BUFFER) this.#put(Buffer.from(text))
    else this.#length += this.#buffer.write(text, this.#length)
  }

  /** What is written often is encoded once. */
  bytes(bytes: Uint8Array): void {
    if (bytes.length > BUFFER - this.#length) this.#drain()
    if (bytes.length > BUFFER) this.#put(bytes)
    else {
      this.#buffer.set(bytes, this.#length)
      this.#length += bytes.length
    }
  }

  /** A text as a JSON string. */
  json(text: string): void {
    const most = roomForJson(text.length)
    if (most > BUFFER - this.#length) this.#drain()
    if (most > BUFFER) this.write(JSON.stringify(text))
    else this.#length = putJsonText(this.#buffer, this.#length, text)
  }

  /** A short text of ASCII characters. */
  ascii(text: string): void {
    if (text.length > BUFFER - this.#length) this.#drain()
    for (let i = 0; i < text.length; i++) this.#buffer[this.#length++] = text.charCodeAt(i)
  }

  /** A safe integer of 0 or more, in digits: without the string between. */
  integer(value: number): void {
    if (MOST_DIGITS > BUFFER - this.#length) this.#drain()
    let digits = 1
    for (let power = 10; power <= value; power *= 10) digits++
    this.#length += digits
    let left = value
    for (let at = this.#length - 1; digits > 0; digits--) {
      const rest = Math.floor(left / 10)
      this.#buffer[at--] = ZERO + left - rest * 10
      left = rest
    }
  }

  close(): void {
    this.#drain()
    writing(this.#path, this.#how, () => {
      this.#closed = true
      closeSync(this.#file)
      renameSync(`${this.#path}.part`, this.#path)
    })
  }

  /** Leaves nothing behind. */
  abandon(): void {
    if (!this.#closed) closeSync(this.#file)
    this.#closed = true
    rmSync(`${this.#path}.part`, {force: true})
  }

  #drain(): void {
    this.#put(this.#buffer.subarray(0, this.#length))
    this.#length = 0
  }

  #put(bytes: Uint8Array): void {
    let from = 0
    while (from < bytes.length) from += writing(this.#path, this.#how, () => writeSync(this.#file, bytes, from))
  }
}

export function makeFolder(path: string, how: Writing = CONVERSION): void {
  writing(path, how, () => mkdirSync(path, {recursive: true, mode: how.mode}))
}

function writing<T>(path: string, {flag}: Writing, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new EverportError(
      'STATE_UNUSABLE',
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      {
        cause: error,
        hints: [`Check the free space and the rights of the folder, or choose another with ${flag}.`],
      },
    )
  }
}
