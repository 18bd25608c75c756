import {SeenKeys} from '../store/seen-keys.js'
import type {StagedMessage} from '../store/staged-row.js'

/** The export is not in order, or what it says cannot be held in memory until it is known to be: it has to be staged and sorted. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder'
}

/** Proves, message by message, that each conversation comes in order, times not falling, and no message twice. Conversations may take turns. */
export class InOrder {
  /** Of the message that came last, by conversation. There may be a million of them: no object for each. */
  readonly #at: number[] = []
  readonly #ord: number[] = []
  readonly #seen: SeenKeys

  /** @param most ids that are remembered at most, where ids do not rise: twelve bytes each */
  constructor(most: number) {
    this.#seen = new SeenKeys(most)
  }

  /** Whether no message came twice is not known. */
  get isUnproven(): boolean {
    return this.#seen.gaveUp
  }

  /** @throws OutOfOrder at the first message that is not */
  take({conversation, at, ord, key}: Pick<StagedMessage, 'conversation' | 'at' | 'ord' | 'key'>): void {
    const before = this.#at[conversation]
    if (before !== undefined && (at < before || (at === before && ord < this.#ord[conversation]!)))
      throw new OutOfOrder()
    this.#at[conversation] = at
    this.#ord[conversation] = ord
    if (!this.#seen.isNew(conversation, key)) throw new OutOfOrder()
  }

  /** Some message of the conversation came. */
  hasBegun(conversation: number): boolean {
    return this.#at[conversation] !== undefined
  }
}
