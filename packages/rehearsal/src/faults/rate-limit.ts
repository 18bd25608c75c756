/** A bucket of one second's worth of requests. */
export class RateLimit {
  readonly #perSecond: number
  #tokens: number
  #at: number | undefined

  constructor(perSecond: number) {
    this.#perSecond = perSecond
    this.#tokens = Math.max(1, perSecond)
  }

  /** Seconds to wait, or undefined when the request may pass. `now` is Unix ms. */
  take(now: number): number | undefined {
    const elapsed = this.#at === undefined ? 0 : Math.max(0, now - this.#at)
    this.#at = now
    this.#tokens = Math.min(Math.max(1, this.#perSecond), this.#tokens + (elapsed / 1000) * this.#perSecond)
    if (this.#tokens >= 1) {
      this.#tokens -= 1
      return undefined
    }
    return Math.max(1, Math.ceil((1 - this.#tokens) / this.#perSecond))
  }
}
