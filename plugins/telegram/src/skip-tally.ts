import type {SourceContext} from '@everport/plugin-kit'
import type {SkipReason} from './skips.js'

/** Counts what is left out by rule and reports it once a conversation: a large group has a hundred thousand joins. */
export class SkipTally {
  readonly #context: SourceContext
  readonly #counts = new Map<SkipReason, number>()

  constructor(context: SourceContext) {
    this.#context = context
  }

  add(reason: SkipReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1)
  }

  /** @param conversation native id, when the conversation was yielded */
  report(conversation: string | undefined): void {
    for (const [reason, count] of this.#counts) {
      this.#context.skip({reason, count, ...(conversation !== undefined && {conversation})})
    }
    this.#counts.clear()
  }
}
