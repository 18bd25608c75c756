import type {RunContext} from '../run/run.js'
import type {StoredConversation} from '../store/conversations.js'
import type {Scratch, StagedConversation} from '../store/scratch.js'
import type {Store} from '../store/store.js'
import type {SliceLimits} from '../target/slice-limits.js'
import {createBreath} from './breath.js'
import {ConversationMerge} from './conversation-merge.js'
import {mergeUnread} from './merge-unread.js'
import type {Names} from './naming.js'
import type {Reading} from './read-export.js'

export interface Merged {
  /** Messages whose time was moved. */
  adjusted: number
  /** Messages that an earlier run sent and whose text is another now. */
  edited: number
}

/** How what is staged is called where it goes. */
export interface MergeNames extends Names {
  /** The conversation in the state file, made when it is new. */
  stored(conversation: StagedConversation): StoredConversation
}

const FILES_REMEMBERED = 50_000

/** One run's messages on their way into the state file, conversation by conversation, and what is counted on that way. */
export class Merging {
  readonly merged: Merged = {adjusted: 0, edited: 0}
  readonly #run: number
  readonly #scratch: Scratch
  readonly #store: Store
  readonly #names: MergeNames
  readonly #reading: Reading
  readonly #limits: SliceLimits
  readonly #numbers: number[] = []
  readonly #files = new Map<number, number>()

  constructor(run: number, scratch: Scratch, store: Store, names: MergeNames, reading: Reading, limits: SliceLimits) {
    this.#run = run
    this.#scratch = scratch
    this.#store = store
    this.#names = names
    this.#reading = reading
    this.#limits = limits
  }

  open(staged: number): ConversationMerge {
    const stored = this.#names.stored(this.#scratch.getConversation(staged))
    this.#numbers[staged] = stored.id
    const {tallies} = this.#reading
    const file = (number: number) => this.#fileNumber(number)
    return new ConversationMerge(staged, stored, this.#run, this.#store, this.#names, tallies, file, this.#limits)
  }

  close(conversation: ConversationMerge): void {
    conversation.end()
    this.merged.adjusted += conversation.adjusted
    this.merged.edited += conversation.edited
    if (conversation.late === 0) return
    const {name} = conversation.stored
    this.#reading.notices.add({code: 'late-messages', message: lateSentence(conversation.late, name)})
  }

  /** Once all conversations are closed: what waits is written, and so are the books and what could not be read. */
  async finish(context: RunContext): Promise<void> {
    const numberOf = (staged: number) => this.#numberOf(staged)
    this.#store.messages.flushAppended()
    // A conversation without messages to send still has books, when anything of it was read.
    const breathe = createBreath(context.signal)
    for (const tally of this.#reading.tallies.entries(numberOf)) {
      this.#store.books.add(this.#run, tally)
      await breathe()
    }
    const numbers = {conversation: numberOf, file: (staged: number) => this.#fileNumber(staged)}
    await mergeUnread(this.#run, this.#scratch, this.#store, this.#names, numbers, context)
  }

  #fileNumber(staged: number): number {
    let number = this.#files.get(staged)
    if (number === undefined) {
      number = this.#store.messages.fileNumber(this.#scratch.filePath(staged))
      if (this.#files.size >= FILES_REMEMBERED) this.#files.clear()
      this.#files.set(staged, number)
    }
    return number
  }

  #numberOf(staged: number): number {
    this.#numbers[staged] ??= this.#names.stored(this.#scratch.getConversation(staged)).id
    return this.#numbers[staged]
  }
}

/** EverOS keeps the order of arrival (docs/everos.md 4.1), and a flush has closed what went before. */
function lateSentence(count: number, name: string): string {
  const [what, they] =
    count === 1 ? [`1 message of "${name}" is`, 'it'] : [`${count} messages of "${name}" are`, 'them']
  return `${what} older than what an earlier run sent there: sent now, after it, so that EverOS remembers ${they} apart from what was said around ${they}.`
}
