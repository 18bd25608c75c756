import type {Outcome, Tally} from '../store/books.js'

/** Counts by conversation, outcome and reason, eight bytes each: there may be a million conversations. */
export class Tallies {
  /** By outcome and reason, then by conversation. */
  readonly #counts = new Map<string, number[]>()

  add(conversation: number, outcome: Outcome, reason = '', count = 1): void {
    const key = reason === '' ? outcome : `${outcome}/${reason}`
    let counts = this.#counts.get(key)
    if (counts === undefined) {
      counts = []
      this.#counts.set(key, counts)
    }
    counts[conversation] = (counts[conversation] ?? 0) + count
  }

  /** Everything counted so far, by `rename`d conversation; conversation 0 stays 0. */
  *entries(rename: (conversation: number) => number): Generator<Tally> {
    for (const [key, counts] of this.#counts) {
      const [outcome, ...reason] = key.split('/') as [Outcome, ...string[]]
      for (let conversation = 0; conversation < counts.length; conversation++) {
        const count = counts[conversation]
        if (count === undefined) continue
        yield {conversation: conversation === 0 ? 0 : rename(conversation), outcome, reason: reason.join('/'), count}
      }
    }
  }
}
