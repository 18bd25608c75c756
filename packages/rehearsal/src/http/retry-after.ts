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
