import {closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {EverportError} from '../errors/everport-error.js'

const BUFFER = 1 << 18

/**
 * A file that appears under its name only when it is complete. Written synchronously: the buffer goes out in one piece, and the
 * disk is quicker than the bookkeeping of a stream.
 * @throws EverportError `STATE_UNUSABLE` when it cannot be written.
 */
export class OutputFile {
  readonly name: string
  readonly #path: string
  readonly #file: number
  #text = ''

  constructor(folder: string, name: string) {
    this.name = name
    this.#path = join(folder, name)
    this.#file = writing(this.#path, () => openSync(`${this.#path}.part`, 'w'))
  }

  write(text: string): void {
    this.#text += text
    if (this.#text.length >= BUFFER) this.#drain()
  }

  close(): void {
    this.#drain()
    writing(this.#path, () => {
      closeSync(this.#file)
      renameSync(`${this.#path}.part`, this.#path)
    })
  }

  /** Leaves nothing behind. */
  abandon(): void {
    closeSync(this.#file)
    rmSync(`${this.#path}.part`, {force: true})
  }

  #drain(): void {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    let from = 0
    while (from < bytes.length) from += writing(this.#path, () => writeSync(this.#file, bytes, from))
  }
}

export function makeFolder(path: string): void {
  writing(path, () => mkdirSync(path, {recursive: true}))
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new EverportError(
      'STATE_UNUSABLE',
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      {
        cause: error,
        hints: ['Check the free space and the rights of the folder, or choose another with --out.'],
      },
    )
  }
}
