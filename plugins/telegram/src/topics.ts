/** Most titles that are put into the description of a forum. */
const TITLES = 50
/** Messages of one forum whose topic is remembered for replies to come. */
const REMEMBERED = 200_000

/**
 * Topics of one forum group, told from chains of replies: no message names its topic, but the first message of a topic is a
 * `topic_created` service message, and everything in the topic answers it or something that does (export_output_json.cpp of Telegram Desktop).
 */
export class Topics {
  readonly #limit: number
  readonly #titles = new Map<number, string>()
  /** Message id -> topic id, in two generations: the older is dropped when the younger is full, so memory stays flat. */
  #young = new Map<number, number>()
  #old = new Map<number, number>()
  #forgot = false

  constructor(limit: number = REMEMBERED) {
    this.#limit = limit
  }

  get isForum(): boolean {
    return this.#titles.size > 0
  }

  /** True once the topic of an early message had to be forgotten. */
  get forgot(): boolean {
    return this.#forgot
  }

  /** For the description of the conversation. */
  get description(): string {
    return `Topics: ${[...this.#titles.values()].slice(0, TITLES).join(', ')}`
  }

  created(id: number, title: string): void {
    this.#titles.set(id, title)
  }

  renamed(topic: number | undefined, title: string): void {
    if (topic !== undefined && this.#titles.has(topic)) this.#titles.set(topic, title)
  }

  /** The topic of a message: the id of its first message; undefined in the General topic, and where the chain breaks. */
  of(id: number, replyTo: number | undefined): number | undefined {
    if (replyTo === undefined || !this.isForum) return undefined
    const topic = this.#titles.has(replyTo) ? replyTo : (this.#young.get(replyTo) ?? this.#old.get(replyTo))
    if (topic !== undefined) this.#remember(id, topic)
    return topic
  }

  #remember(id: number, topic: number): void {
    if (this.#young.size >= this.#limit) {
      this.#forgot ||= this.#old.size > 0
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(id, topic)
  }
}
