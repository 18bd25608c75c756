/** What a call belongs to: of those that wait, the one with most left goes first. */
export interface Queue {
  /** Messages that are still to be sent. */
  left: number
}

interface Waiting {
  of: Queue
  start(): void
  prepare: (() => Promise<void>) | undefined
}

/**
 * Runs so many calls at once and no more. Calls of one conversation come one after the other, so the longest decides when all is over: it
 * goes first, and no conversation is left to run alone at the end. What a call needs before it can begin is begun for those that come next.
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

  /** @param prepare done before `work`, once: while others have their turn when there are others */
  async run<T>(of: Queue, work: () => Promise<T>, prepare?: () => Promise<void>): Promise<T> {
    let prepared: Promise<void> | undefined
    const prepareOnce = prepare && (() => (prepared ??= prepare()))
    if (this.#active < this.#concurrency && this.#waiting.length === 0 && !this.#isDue) this.#active += 1
    else {
      const turn = new Promise<void>((start) => this.#waiting.push({of, start, prepare: prepareOnce}))
      this.#soon()
      await turn
    }
    try {
      await prepareOnce?.()
      return await work()
    } finally {
      this.#active -= 1
      await this.#handOn(of)
    }
  }

  /** The call that comes next leaves first, and only then is looked at what this one brought: no place waits for what comes of an answer. */
  async #handOn(of: Queue): Promise<void> {
    const next = longest(this.#waiting)
    const goesOn = next === undefined || next.of.left < of.left
    if (!goesOn && this.#active < this.#concurrency) this.#start(next)
    this.#soon()
    if (!goesOn) await new Promise(setImmediate)
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
      this.#start(longest(this.#waiting)!)
    }
    this.#prepare()
  }

  #start(next: Waiting): void {
    this.#waiting.splice(this.#waiting.indexOf(next), 1)
    this.#active += 1
    next.start()
  }

  /** As many as may run at once: all answers of a moment may come together. */
  #prepare(): void {
    const open = this.#waiting.filter(({prepare}) => prepare !== undefined)
    let ready = this.#waiting.length - open.length
    while (ready < this.#concurrency) {
      const next = longest(open)
      if (next === undefined) return
      open.splice(open.indexOf(next), 1)
      // What goes wrong is thrown where its turn comes.
      next.prepare!().catch(() => {})
      next.prepare = undefined
      ready += 1
    }
  }
}

/** A few dozen at most: looking through them costs less than keeping them in order. */
function longest(waiting: readonly Waiting[]): Waiting | undefined {
  let first: Waiting | undefined
  for (const one of waiting) if (first === undefined || one.of.left > first.of.left) first = one
  return first
}
