import type {ConversationRecord, PersonRecord} from '../model/record.js'
import type {Scratch, StagedConversation} from '../store/scratch.js'
import type {StagedMessage} from '../store/staged-row.js'
import type {ConversationMerge} from './conversation-merge.js'
import {InOrder, OutOfOrder} from './in-order.js'
import type {Intake, Unread} from './intake.js'
import type {Merging} from './merging.js'

/** Conversations that may take turns. Each keeps what its next slice will hold in mind: some ten kilobytes. */
const MOST_OPEN = 1000
/** About 25 MB. Whether more come twice, the state file tells at the end. */
const MOST_IDS = 2_000_000
/** Turns that are nothing yet. */
const FEW_TURNS = 1000
/** Messages for which there may be one turn: where conversations change at every other message, sorting them first is quicker. */
const TURN_EVERY = 20

/**
 * Takes messages into the state file as they are read: half the work of staging and sorting them first. Holds for exports in order, in which
 * every name is settled before it is used; most are. Conversations, people and what cannot be read go by way of the scratch file.
 */
export class StraightStaging implements Intake {
  readonly #scratch: Scratch
  readonly #merging: Merging
  readonly #order: InOrder
  readonly #spoke: boolean[] = []
  /** The one that was used longest ago comes first. */
  readonly #open = new Map<number, ConversationMerge>()
  readonly #closed = new Set<number>()
  readonly #changed = new Set<number>()
  #current: ConversationMerge | undefined
  /** Times that an earlier conversation went on. */
  #turns = 0
  /** Messages taken. */
  count = 0

  /** @param mostIds of those that do not rise, remembered at most */
  constructor(scratch: Scratch, merging: Merging, mostIds = MOST_IDS) {
    this.#order = new InOrder(mostIds)
    this.#scratch = scratch
    this.#merging = merging
  }

  conversation(record: ConversationRecord): number {
    const known = this.#scratch.conversationNumber(record.id)
    if (known === undefined || !this.#order.hasBegun(known)) return this.#scratch.conversation(record)
    // Its id would be another.
    if (record.local === true && this.#scratch.getConversation(known).local === 0) throw new OutOfOrder()
    this.#changed.add(known)
    return this.#scratch.conversation(record)
  }

  person(record: PersonRecord): number {
    const number = this.#scratch.personNumber(record.id)
    if (!this.#spoke[number]) return this.#scratch.person(record)
    const before = this.#scratch.getPerson(number)
    this.#scratch.person(record)
    const after = this.#scratch.getPerson(number)
    if (before.name !== after.name || before.bot !== after.bot || before.local !== after.local) throw new OutOfOrder()
    return number
  }

  conversationNumber(key: string): number | undefined {
    return this.#scratch.conversationNumber(key)
  }

  personNumber(key: string): number {
    return this.#scratch.personNumber(key)
  }

  fileNumber(path: string): number {
    return this.#scratch.fileNumber(path)
  }

  message(m: StagedMessage): void {
    this.#order.take(m)
    if (this.#current?.staged !== m.conversation) this.#current = this.#turnTo(m.conversation)
    this.#scratch.speaker(m.conversation, m.person, m.role)
    this.#spoke[m.person] = true
    this.#current.take(m)
    this.count += 1
  }

  unread(unread: Unread): void {
    this.#scratch.unread(unread)
  }

  /** Whether no message came twice is not known. */
  get isUnproven(): boolean {
    return this.#order.isUnproven
  }

  /** Closes what is open. Gives the conversations of which more may be known now than when their first message came. */
  *end(): Generator<StagedConversation> {
    for (const conversation of this.#open.values()) this.#merging.close(conversation)
    this.#open.clear()
    for (const one of this.#scratch.conversations()) {
      const mayDiffer = this.#changed.has(one.id) || one.name === null || one.kind !== 'group'
      if (mayDiffer && this.#order.hasBegun(one.id)) yield one
    }
  }

  #turnTo(staged: number): ConversationMerge {
    if (this.#closed.has(staged)) throw new OutOfOrder()
    const open = this.#open.get(staged)
    if (open !== undefined) this.#turnBack()
    const conversation = open ?? this.#merging.open(staged)
    this.#open.delete(staged)
    this.#open.set(staged, conversation)
    if (this.#open.size > MOST_OPEN) this.#closeOldest()
    return conversation
  }

  #turnBack(): void {
    this.#turns += 1
    if (this.#turns > FEW_TURNS && this.#turns * TURN_EVERY > this.count) throw new OutOfOrder()
  }

  #closeOldest(): void {
    const [staged, conversation] = this.#open.entries().next().value!
    this.#merging.close(conversation)
    this.#open.delete(staged)
    this.#closed.add(staged)
  }
}
