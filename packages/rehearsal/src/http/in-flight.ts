/** Writes to each conversation whose answer the client has not had yet. */
export class InFlight {
  readonly #counts = new Map<string, number>()

  /** How many there were already, and how to end this one (any number of times). */
  begin(conversation: string): {overlaps: number; end(): void} {
    const overlaps = this.#counts.get(conversation) ?? 0
    this.#counts.set(conversation, overlaps + 1)
    let ended = false
    return {
      overlaps,
      end: () => {
        if (ended) return
        ended = true
        const left = (this.#counts.get(conversation) ?? 1) - 1
        if (left === 0) this.#counts.delete(conversation)
        else this.#counts.set(conversation, left)
      },
    }
  }
}

/** Who has been told to wait, and until when. */
export class RetryAfter {
  readonly #until = new Map<string, number>()

  tell(who: string, until: number): void {
    this.#until.set(who, until)
  }

  /** How many ms too early this request is. Asked once: the next request is judged anew. */
  early(who: string, now: number): number {
    const until = this.#until.get(who)
    if (until === undefined) return 0
    this.#until.delete(who)
    return Math.max(0, until - now)
  }
}
