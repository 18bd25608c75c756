import type {Outcome, Tally} from '../store/books.js'

/** Counts by conversation, outcome and reason, gathered in memory and handed over in parts so that it stays small. */
export class Tallies {
  readonly #counts = new Map<number, Map<string, number>>()

  add(conversation: number, outcome: Outcome, reason = '', count = 1): void {
    let row = this.#counts.get(conversation)
    if (!row) {
      row = new Map()
      this.#counts.set(conversation, row)
    }
    const key = reason === '' ? outcome : `${outcome}/${reason}`
    row.set(key, (row.get(key) ?? 0) + count)
  }

  /** Everything counted so far, by `rename`d conversation; conversation 0 stays 0. */
  *entries(rename: (conversation: number) => number): Generator<Tally> {
    for (const [conversation, row] of this.#counts) {
      const id = conversation === 0 ? 0 : rename(conversation)
      for (const [key, count] of row) {
        const [outcome, ...reason] = key.split('/')
        yield {conversation: id, outcome: outcome as Outcome, reason: reason.join('/'), count}
      }
    }
  }
}
