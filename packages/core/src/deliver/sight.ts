/** So many requests that were stored and could not be seen; as many conversations find out at the same time. */
export const MISSES = 3
/** Looks that told nothing: a server whose searches mean nothing is not asked after each request. */
const MOST_VAIN = 10

/**
 * Whether the server shows the messages that wait for extraction. One that never does answers every look with "none", and then none
 * means nothing.
 */
export class Sight {
  readonly #save: (shows: 0 | 1) => void
  #shows: 0 | 1 | null
  #misses = 0
  #vain = 0
  /** Conversations that are to find out, and have not ended. */
  #scouts = 0

  /** `shows`: what earlier runs found out. `save` is called with what this one finds out. */
  constructor(shows: 0 | 1 | null, save: (shows: 0 | 1) => void) {
    this.#shows = shows
    this.#save = save
  }

  /** Messages of ours were seen waiting. */
  get seen(): boolean {
    return this.#shows === 1
  }

  /** Nothing of ours was ever seen waiting, although it was there. */
  get blind(): boolean {
    return this.#shows === 0
  }

  /** It is not known yet. */
  get isOpen(): boolean {
    return this.#shows === null
  }

  /** Whether a conversation finds out with what it sends: `isScout`, or any when all scouts have ended and it is still not known. */
  isFor(isScout: boolean): boolean {
    return this.isOpen && this.#vain < MOST_VAIN && (isScout || this.#scouts === 0)
  }

  scoutBegins(): void {
    this.#scouts += 1
  }

  scoutEnds(): void {
    this.#scouts -= 1
  }

  saw(): void {
    this.#set(1)
  }

  /** A look told neither. */
  learnedNothing(): void {
    this.#vain += 1
  }

  missed(): void {
    this.#misses += 1
    if (this.#misses >= MISSES && this.#shows === null) this.#set(0)
  }

  #set(shows: 0 | 1): void {
    if (this.#shows === shows) return
    this.#shows = shows
    this.#save(shows)
  }
}
