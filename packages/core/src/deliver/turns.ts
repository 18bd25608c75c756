/** What a call belongs to: of those that wait, the one with most left goes first. */
export interface Queue {
  /** Messages that are still to be sent. */
  left: number
}

interface Waiting {
  of: Queue
  start(): void
}

/**
 * Runs so many calls at once and no more. Calls of one conversation come one after the other, so the longest decides when all is over: it
 * goes first, and no conversation is left to run alone at the end.
 */
export class Turns {
  #concurrency: number
  #active = 0
  #isDue = false
  readonly #waiting: Waiting[] = []

  constructor(concurrency: number) {
    this.#concurrency = concurrency
  }

  get active(): number {
    return this.#active
  }

  get concurrency(): number {
    return this.#concurrency
  }

  set concurrency(count: number) {
    this.#concurrency = count
    this.#soon()
  }

  async run<T>(of: Queue, work: () => Promise<T>): Promise<T> {
    if (this.#active < this.#concurrency && this.#waiting.length === 0 && !this.#isDue) this.#active += 1
    else {
      const turn = new Promise<void>((start) => this.#waiting.push({of, start}))
      this.#soon()
      await turn
    }
    try {
      return await work()
    } finally {
      this.#active -= 1
      this.#soon()
    }
  }

  /** Not at once: a conversation whose call has just ended may have another one to make, and go on before the others. */
  #soon(): void {
    if (this.#isDue) return
    this.#isDue = true
    setImmediate(() => {
      this.#isDue = false
      this.#next()
    })
  }

  #next(): void {
    while (this.#active < this.#concurrency && this.#waiting.length > 0) {
      // A few dozen at most: looking through them costs less than keeping them in order.
      let first = 0
      for (let i = 1; i < this.#waiting.length; i++)
        if (this.#waiting[i]!.of.left > this.#waiting[first]!.of.left) first = i
      const [next] = this.#waiting.splice(first, 1)
      this.#active += 1
      next!.start()
    }
  }
}
