import type {SliceLimits} from '../target/slice-limits.js'

const DAY = 86_400_000
const SILENCE = 4 * 3_600_000

/** What the slicer must know of a message. `at` in unix ms. */
export interface SliceItem {
  seq: number
  at: number
  tokens: number
}

/**
 * Cuts one conversation's messages, pushed in order, into slices that end where the server would cut (docs/everos.md 2.7: calendar days and
 * silences of four hours). When the window is full it cuts in its second half: at the
 * longest silence that crosses a day (UTC) or lasts four hours, or else at the longest silence.
 */
export class Slicer {
  readonly #limits: SliceLimits
  readonly #emit: (first: number, last: number) => void
  #window: SliceItem[] = []
  #tokens = 0

  constructor(limits: SliceLimits, emit: (first: number, last: number) => void) {
    this.#limits = limits
    this.#emit = emit
  }

  push(item: SliceItem): void {
    while (
      this.#window.length > 0 &&
      (this.#window.length === this.#limits.messages || this.#tokens + item.tokens > this.#limits.tokens)
    ) {
      this.#cut(item)
    }
    this.#window.push(item)
    this.#tokens += item.tokens
  }

  end(): void {
    this.#take(this.#window.length)
  }

  #cut(next: SliceItem): void {
    const window = this.#window
    let best = window.length
    let bestScore = -1
    // Position i means: a new slice begins with message i. The last position is the border to the message that does not fit.
    for (let i = Math.max(1, Math.ceil(window.length / 2)); i <= window.length; i++) {
      const before = window[i - 1]!.at
      const after = (window[i] ?? next).at
      const silence = after - before
      const natural = silence >= SILENCE || Math.floor(after / DAY) !== Math.floor(before / DAY)
      const score = natural ? silence + 1e15 : silence
      if (score >= bestScore) {
        best = i
        bestScore = score
      }
    }
    this.#take(best)
  }

  #take(count: number): void {
    const taken = this.#window.splice(0, count)
    if (taken.length === 0) return
    for (const item of taken) this.#tokens -= item.tokens
    this.#emit(taken[0]!.seq, taken.at(-1)!.seq)
  }
}

/** A rough count: four bytes of UTF-8 a token fits English, Cyrillic and Chinese text within a third. The rest is name and time. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4) + 16
}
