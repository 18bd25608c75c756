import type {SourceContext} from '@everport/plugin-kit'

/** The writer's own limit for "only my messages" of one chat (tdesktop#31328). */
const CAP = 10_000
/** Fewer messages than this prove nothing when the account's owner is not known. */
const ENOUGH = 20

/**
 * Notices that a group was exported with "only my messages", as account exports do unless told otherwise: nothing in the
 * file says so, but everything is said by one person.
 */
export class OwnMessages {
  #first: string | undefined
  #isMixed = false
  #count = 0
  #lowest = Number.POSITIVE_INFINITY
  #highest = Number.NEGATIVE_INFINITY

  add(sender: string, id: number | undefined): void {
    this.#count += 1
    if (this.#first === undefined) this.#first = sender
    else if (this.#first !== sender) this.#isMixed = true
    if (id === undefined || id < 0) return
    if (id < this.#lowest) this.#lowest = id
    if (id > this.#highest) this.#highest = id
  }

  /**
   * @param self prefixed id of the account's owner, when the export tells
   * @param hasLeft the chat is from the list of left chats, which hold nothing else
   */
  report(name: string, self: string | undefined, hasLeft: boolean, context: SourceContext): void {
    if (this.#count === 0 || this.#isMixed) return
    if (hasLeft) {
      context.warn({code: 'left-chat', message: `You have left "${name}": the export holds only your own messages.`})
      return
    }
    const isSparse = this.#highest - this.#lowest + 1 > 2 * this.#count
    if (self === undefined ? this.#count < ENOUGH || !isSparse : this.#first !== self) return
    const cap =
      this.#count === CAP ? ' Telegram Desktop stops such exports at 10,000 messages, so older ones are missing.' : ''
    context.warn({
      code: 'only-own-messages',
      message: `"${name}" seems to hold only one person's messages. To have everybody's, export it again with "Only my messages" off.${cap}`,
    })
  }
}
