import {createHash} from 'node:crypto'

/**
 * Ids for messages of hand-made files that have none: time, and a hash of who said what; the second "ok" of one second gets a
 * number. A longer export gives its old messages the same ids.
 */
export class MessageIds {
  #at = Number.NaN
  readonly #counts = new Map<string, number>()

  of(at: number, sender: string, text: string): string {
    if (at !== this.#at) this.#counts.clear()
    this.#at = at
    const digest = createHash('sha256').update(`${sender}\u0000${text}`).digest('hex').slice(0, 10)
    const count = (this.#counts.get(digest) ?? 0) + 1
    this.#counts.set(digest, count)
    return `${Math.floor(at / 1000)}-${digest}${count === 1 ? '' : `-${count}`}`
  }
}
