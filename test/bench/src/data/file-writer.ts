import {closeSync, openSync, writeSync} from 'node:fs'

const BLOCK = 1 << 18

/** Writes text to a file in large blocks. */
export class FileWriter {
  readonly #file: number
  #waiting = ''
  #written = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  /** What was written so far: exact when closed, before that with the last block counted in UTF-16 units. */
  get bytes(): number {
    return this.#written + this.#waiting.length
  }

  write(text: string): void {
    this.#waiting += text
    if (this.#waiting.length > BLOCK) this.#empty()
  }

  close(): void {
    this.#empty()
    closeSync(this.#file)
  }

  #empty(): void {
    this.#written += writeSync(this.#file, this.#waiting)
    this.#waiting = ''
  }
}
