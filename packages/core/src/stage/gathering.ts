import type {StagedMessage} from '../store/staged-row.js'

/** Messages held at most. */
const MOST = 16_384
/** Characters held at most: the strings may keep the piece of the file alive that they were cut from. */
const MOST_TEXT = 8 * 1024 * 1024

/**
 * Holds messages of conversations that take turns, and hands them on a conversation at a time: a database writes runs of neighbours several
 * times as fast as rows here and there. Each conversation keeps its order.
 */
export class Gathering {
  readonly #messages = new Map<number, StagedMessage[]>()
  #count = 0
  #text = 0

  /** @returns whether enough is held to be handed on */
  add(message: StagedMessage): boolean {
    const held = this.#messages.get(message.conversation)
    if (held === undefined) this.#messages.set(message.conversation, [message])
    else held.push(message)
    this.#count += 1
    this.#text += message.text.length
    return this.#count === MOST || this.#text > MOST_TEXT
  }

  /** Everything that is held, the conversation that came first first. Nothing is held afterwards. */
  *take(): Generator<readonly StagedMessage[]> {
    yield* this.#messages.values()
    this.#messages.clear()
    this.#count = 0
    this.#text = 0
  }
}
