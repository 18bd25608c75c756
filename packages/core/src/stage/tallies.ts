import type {Outcome, Tally} from '../store/books.js'

type Row = Map<string, {count: number}>

/** Counts by conversation, outcome and reason, gathered in memory and handed over in parts so that it stays small. */
export class Tallies {
  readonly #rows = new Map<number, Row>()
  /** The row that was counted in last: mostly the next one, too. */
  #row: Row = new Map()
  #conversation: number | undefined

  add(conversation: number, outcome: Outcome, reason = '', count = 1): void {
    if (conversation !== this.#conversation) this.#turnTo(conversation)
    const key = reason === '' ? outcome : `${outcome}/${reason}`
    const counter = this.#row.get(key)
    if (counter === undefined) this.#row.set(key, {count})
    else counter.count += count
  }

  /** Everything counted so far, by `rename`d conversation; conversation 0 stays 0. */
  *entries(rename: (conversation: number) => number): Generator<Tally> {
    for (const [conversation, row] of this.#rows) {
      const id = conversation === 0 ? 0 : rename(conversation)
      for (const [key, {count}] of row) {
        const [outcome, ...reason] = key.split('/')
        yield {conversation: id, outcome: outcome as Outcome, reason: reason.join('/'), count}
      }
    }
  }

  #turnTo(conversation: number): void {
    this.#conversation = conversation
    this.#row = this.#rows.get(conversation) ?? new Map()
    this.#rows.set(conversation, this.#row)
  }
}
