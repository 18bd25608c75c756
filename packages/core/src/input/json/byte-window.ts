import {SPARE} from './byte-steps.js'

const PIECE = 256 * 1024
/** Kept in front of `at`: how a value is indented. */
const LOOK_BACK = 256
const NOTHING = new Uint8Array(0)

/**
 * The stretch of a stream that is being looked at: `bytes[at]` to `bytes[end - 1]`. What lies before `at` is given up
 * when more is read, so positions do not outlive a `fill`. `bytes[end]` is always 0, which ends every scan of JSON
 * without counting, and there is `SPARE` behind it.
 */
export class ByteWindow {
  bytes: Buffer
  at = 0
  end = 0
  /** All of the stream is here. */
  ended = false
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = NOTHING
  #taken = 0
  /** Place of `bytes[0]` in the stream. */
  #base = 0
  readonly #capacity: number

  /** @param capacity bytes to begin with; it grows to what has to be held at once and shrinks again */
  constructor(chunks: AsyncIterable<Uint8Array>, capacity = 2 * PIECE) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#capacity = capacity
    this.bytes = Buffer.alloc(capacity + LOOK_BACK + SPARE)
  }

  /** Place in the stream of a position in `bytes`. */
  place(position: number): number {
    return this.#base + position
  }

  /**
   * Reads on until twice as much is held, so that starting over on a growing value costs no more than reading it twice.
   * @param most what need not be held, more than which is not read at a time
   */
  async fill(most = Number.POSITIVE_INFINITY): Promise<void> {
    const held = this.end - this.at
    const wanted = Math.max(held + 1, Math.min(2 * held, most))
    this.#giveUp(wanted)
    while (this.end - this.at < wanted && !this.ended) {
      if (this.#taken === this.#chunk.length) await this.#next()
      else this.#take()
    }
    this.bytes[this.end] = 0
  }

  /** Ends the reading of the stream. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  async #next(): Promise<void> {
    const next = await this.#chunks.next()
    this.ended = next.done === true
    this.#chunk = next.done ? NOTHING : next.value
    this.#taken = 0
  }

  #take(): void {
    const piece = this.#chunk.subarray(this.#taken, this.#taken + Math.min(PIECE, this.bytes.length - SPARE - this.end))
    this.bytes.set(piece, this.end)
    this.#taken += piece.length
    this.end += piece.length
  }

  #giveUp(wanted: number): void {
    const start = Math.max(0, this.at - LOOK_BACK)
    const kept = this.bytes.subarray(start, this.end)
    const length = Math.max(this.#capacity, wanted) + LOOK_BACK + SPARE
    if (this.bytes.length === length) this.bytes.copyWithin(0, start, this.end)
    else {
      this.bytes = Buffer.allocUnsafeSlow(length)
      this.bytes.set(kept)
    }
    this.#base += start
    this.at -= start
    this.end -= start
  }
}
