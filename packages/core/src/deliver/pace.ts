import type {RunEvent} from '../run/events.js'
import type {Answer, Refused} from '../target/answer.js'
import {Interrupted} from './stops.js'
import type {Timing} from './timing.js'
import {type Queue, Turns} from './turns.js'

const FIRST_BACKOFF = 500
const MAX_BACKOFF = 30_000
const FIRST_SPACING = 250
const LEAST_SPACING = 50
/** The first look at a task comes after this at the latest, ms. */
const LONGEST_WAIT = 5000
/** What a server asks for beyond this ends the run. */
const LONGEST_PAUSE = 15 * 60_000

export interface PaceLimits {
  concurrency: number
  /** Messages in one request. */
  messages: number
  timeoutMs: number
}

/**
 * How fast to go, found out from what the server does: a refusal for load halves the requests in flight, and then doubles the time between
 * them; a quiet stretch adds one; a request that takes more than half its time limit halves the messages of the next, a quick one adds a tenth. Always
 * between 1 and what the user allows.
 */
export class Pace {
  readonly #turns: Turns
  readonly #limits: PaceLimits
  readonly #timing: Timing
  readonly #emit: (event: RunEvent) => void
  #messages: number
  #calm = 0
  /** Least ms between two calls; 0 unless one at a time was too much for the server. */
  #spacing = 0
  #nextLeaves = 0
  /** Calls that may leave at once, because their turn was waited for. */
  #granted = 0
  /** By `Timing.elapsed`. */
  #pausedUntil = 0
  /** Every add so far was answered, and worked off, in less, ms. */
  slowest = 0
  /** Something that was sent in this run is known to be stored: `slowest` says how long that takes. */
  hasWorkedOff = false
  /** How long the server takes to finish a task, ms: what the last ones took, the newest counting most. */
  settling = 0
  /** Requests answered well in this run. */
  successes = 0
  /** Messages refused one by one in this run. */
  rejections = 0

  constructor(limits: PaceLimits, timing: Timing, emit: (event: RunEvent) => void) {
    this.#limits = limits
    this.#timing = timing
    this.#emit = emit
    this.#messages = limits.messages
    this.#turns = new Turns(limits.concurrency)
  }

  /** Messages for the next request. */
  get messages(): number {
    return this.#messages
  }

  get inFlight(): number {
    return this.#turns.active
  }

  /**
   * Runs one HTTP call within the allowed number, after any pause that the server asked for. What is measured from the moment at which the
   * call leaves belongs into `work`: before it there may be a long wait.
   * @param prepare what must be done before the call leaves (a commit): begun while few others are before it, so that no place waits for it.
   * @throws Interrupted when the signal is aborted before it is its turn.
   */
  async call<T>(of: Queue, signal: AbortSignal, work: () => Promise<T>, prepare?: () => Promise<void>): Promise<T> {
    return this.#turns.run(
      of,
      async () => {
        if (!(await this.#mayLeave(signal))) throw new Interrupted()
        this.#granted = Math.min(this.#granted + 1, this.#turns.active)
        return work()
      },
      prepare,
    )
  }

  /** Keeps the calls apart that a piece of work makes after its first one, for which `call` has waited already. */
  async leave(signal: AbortSignal): Promise<void> {
    if (this.#granted > 0) this.#granted -= 1
    else await this.#mayLeave(signal)
  }

  /** Waits until the next call may leave. False when the signal was aborted before. */
  async #mayLeave(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const now = this.#timing.elapsed()
      const wait = Math.max(this.#pausedUntil, this.#nextLeaves) - now
      if (wait <= 0) {
        this.#nextLeaves = now + this.#spacing
        return true
      }
      await this.#timing.sleep(wait, signal)
    }
    return false
  }

  /** An add of so many messages was answered well after so many ms. */
  succeeded(elapsedMs: number, messages: number): void {
    this.slowest = Math.max(this.slowest, elapsedMs)
    const {timeoutMs, messages: most} = this.#limits
    if (elapsedMs > timeoutMs / 2) {
      this.#resize(
        Math.ceil(messages / 2),
        `a request of ${messages} messages took ${seconds(elapsedMs)} of the ${seconds(timeoutMs)} allowed`,
      )
    } else if (this.#messages < most && elapsedMs < timeoutMs / 10)
      this.#messages = Math.min(most, this.#messages + Math.ceil(most / 10))
    this.keptUp()
  }

  /** Something was answered well. A flush carries no messages: its time says nothing about the size of a request. */
  keptUp(): void {
    this.successes += 1
    this.#calm += 1
    this.#spacing = this.#spacing < LEAST_SPACING ? 0 : this.#spacing * 0.9
    const {concurrency} = this.#limits
    if (this.#spacing === 0 && this.#turns.concurrency < concurrency && this.#calm >= this.#turns.concurrency * 4) {
      this.#calm = 0
      this.#turns.concurrency += 1
      this.#tell('the server keeps up')
    }
  }

  /** A task was finished after so many ms. */
  settled(elapsedMs: number): void {
    this.hasWorkedOff = true
    this.slowest = Math.max(this.slowest, elapsedMs)
    this.settling = Math.min(LONGEST_WAIT, this.settling === 0 ? elapsedMs : this.settling * 0.7 + elapsedMs * 0.3)
  }

  /** Looks at what a call brought before the next one leaves: a server that asks for time is heeded by all. */
  heed(answer: Answer | undefined): void {
    if (answer?.kind !== 'refused' || this.isTooLong(answer)) return
    if (answer.status === 429 || answer.status === 503) this.overloaded(answer.status, answer.retryAfterMs)
  }

  /** True when the server wants to be left alone for longer than a run waits. */
  isTooLong({retryAfterMs = 0}: Pick<Refused, 'retryAfterMs'>): boolean {
    return retryAfterMs > LONGEST_PAUSE
  }

  /** The server said that it has too much to do. All calls wait as long as it asked for. */
  overloaded(status: number, retryAfterMs: number | undefined): void {
    this.#calm = 0
    if (retryAfterMs !== undefined)
      this.#pausedUntil = Math.max(this.#pausedUntil, this.#timing.elapsed() + retryAfterMs)
    const fewer = Math.max(1, Math.floor(this.#turns.concurrency / 2))
    if (fewer === this.#turns.concurrency) {
      this.#spacing = Math.min(MAX_BACKOFF, Math.max(FIRST_SPACING, this.#spacing * 2))
      this.#nextLeaves = Math.max(this.#nextLeaves, this.#timing.elapsed() + this.#spacing)
      return
    }
    this.#turns.concurrency = fewer
    this.#tell(`the server answered ${status}`)
  }

  /** The request was too large for something between here and the memory. */
  tooLarge(messages: number, why: string): void {
    this.#resize(Math.max(1, Math.floor(messages / 2)), why)
  }

  /** Exponential backoff with full jitter, but never less than the server asked for. `attempt` counts from 1. */
  backoff(attempt: number, retryAfterMs: number | undefined): number {
    const ceiling = Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** (attempt - 1))
    return Math.max(retryAfterMs ?? 0, Math.ceil(ceiling * this.#timing.random()))
  }

  #resize(messages: number, why: string): void {
    if (messages < 1 || messages >= this.#messages) return
    this.#messages = messages
    this.#tell(why)
  }

  #tell(why: string): void {
    this.#emit({type: 'pace', concurrency: this.#turns.concurrency, maxMessages: this.#messages, why})
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
