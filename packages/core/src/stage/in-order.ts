import type {StagedMessage} from '../store/staged-row.js'
import {SeenKeys} from './seen-keys.js'

/** The export is not in order, or what it says cannot be held in memory until it is known to be: it has to be staged and sorted. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder'
}

/** How far one conversation has come. */
interface Progress {
  at: number
  ord: number
  /** The greatest id so far. */
  key: string
}

/** Proves, message by message, that each conversation comes in order, times not falling, and no message twice. Conversations may take turns. */
export class InOrder {
  readonly #progress: Progress[] = []
  readonly #seen = new SeenKeys()

  /** @throws OutOfOrder at the first message that is not */
  take({conversation, at, ord, key}: Pick<StagedMessage, 'conversation' | 'at' | 'ord' | 'key'>): void {
    const progress = this.#progress[conversation]
    if (progress === undefined) {
      this.#progress[conversation] = {at, ord, key}
      if (!this.#seen.isNew(conversation, key, true)) throw new OutOfOrder()
      return
    }
    if (at < progress.at || (at === progress.at && ord < progress.ord)) throw new OutOfOrder()
    const rose = rises(progress.key, key)
    if (!this.#seen.isNew(conversation, key, rose)) throw new OutOfOrder()
    progress.at = at
    progress.ord = ord
    if (rose) progress.key = key
  }

  /** Some message of the conversation came. */
  hasBegun(conversation: number): boolean {
    return this.#progress[conversation] !== undefined
  }
}

/** Numbers rise by value, whatever their length; other ids by their text. Equal ids do not rise. */
export function rises(before: string, after: string): boolean {
  if (before === '') return true
  const negative = before.charCodeAt(0) === MINUS
  if (negative !== (after.charCodeAt(0) === MINUS)) return negative
  const longer = after.length === before.length ? after > before : after.length > before.length
  return after !== before && longer !== negative
}

const MINUS = 45
